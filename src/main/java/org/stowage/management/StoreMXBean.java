package org.stowage.management;

import java.io.IOException;
import java.util.Map;

/**
 * Orders of an admin to delete and to ban.
 *
 * <p>A file is named by its URL, with or without the query; by the path in the URL; or as in the log: {@code a/b.jpg},
 * of a tenant {@code montague a/b.jpg}. An owner is named as the XMPP server names them, a content by its SHA-256 in
 * hex. A wrong name is an {@link IllegalArgumentException} whose message says what is wrong. An owner and a reason may
 * have {@code %2C} in place of a comma, because Tomcat's JMX proxy splits parameters at commas.
 *
 * <p>A number that is returned counts the files that were visible before and are not any more. Orders about owners and
 * contents cover all tenants and read the whole store. They continue after a file that cannot be read or removed; an
 * {@link IOException} then says how many are left. A call that failed can be repeated.
 */
public interface StoreMXBean {

    /** Deletes a file: its URL answers 410 and cannot be used again. Returns whether there was a file. */
    boolean deleteFile(String url) throws IOException;

    /** Deletes all files of an owner, who may upload new ones. */
    long deleteFilesOf(String owner) throws IOException;

    /** Bans a path: uploads to it answer 403, and downloads of the file that was there answer 451. */
    long banPath(String url, String why) throws IOException;

    /** Lifts the ban of a path; returns false if there is none. A file that was taken down stays so. */
    boolean unbanPath(String url) throws IOException;

    /** Bans an owner: their uploads answer 403, and downloads of their files answer 451. */
    long banOwner(String owner, String why) throws IOException;

    /** Lifts the ban of an owner; returns false if there is none. Files that were taken down stay so. */
    boolean unbanOwner(String owner) throws IOException;

    /** Bans a content: uploads of these bytes answer 403, and downloads of files that have them answer 451. */
    long banContent(String sha256, String why) throws IOException;

    /** Lifts the ban of a content; returns false if there is none. Files that were taken down stay so. */
    boolean unbanContent(String sha256) throws IOException;

    /**
     * Returns all bans of the kind {@code path}, {@code owner} or {@code content}. The keys are what is banned; the
     * values are the time of the ban and the reason.
     */
    Map<String, String> listBans(String kind) throws IOException;
}

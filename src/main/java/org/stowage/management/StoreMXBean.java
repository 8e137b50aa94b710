package org.stowage.management;

import java.io.IOException;
import java.util.Map;

/**
 * What an admin can do to the store. Files are named by their URL, with or without the query; by the path in it; or as the log
 * names them: {@code a/b.jpg}, of a tenant {@code montague a/b.jpg}. Owners are named as the XMPP server names them, contents
 * by their SHA-256 in hex. What is not a name of this kind is an {@link IllegalArgumentException} that says so. In an owner and a
 * reason a comma may be written {@code %2C}: Tomcat's JMX proxy takes commas for itself.
 *
 * <p>A number that is returned is that of the files that are out of sight now and were not before. Owners and contents take
 * as long as to read the whole store, and are those of all tenants. What cannot be read or removed does not keep the rest from going;
 * an {@link IOException} then tells how much is left. A call that fails can be repeated.
 */
public interface StoreMXBean {

    /** Deletes a file: its URL answers 410, and cannot be used again. Returns whether there was one. */
    boolean deleteFile(String url) throws IOException;

    /** Deletes all files of an owner; they may upload others. */
    long deleteFilesOf(String owner) throws IOException;

    /** Bans a path: uploads to it get 403, and what is there 451. */
    long banPath(String url, String why) throws IOException;

    /** Lifts the ban of a path; false if there is none. What was taken down stays so. */
    boolean unbanPath(String url) throws IOException;

    /** Bans an owner: their uploads get 403, and what they have uploaded 451. */
    long banOwner(String owner, String why) throws IOException;

    /** Lifts the ban of an owner; false if there is none. */
    boolean unbanOwner(String owner) throws IOException;

    /** Bans a content: who uploads it gets 403, and whoever asks for what was uploaded 451. */
    long banContent(String sha256, String why) throws IOException;

    /** Lifts the ban of a content; false if there is none. */
    boolean unbanContent(String sha256) throws IOException;

    /** Returns all bans of a kind, {@code path}, {@code owner} or {@code content}: since when, and why, by value. */
    Map<String, String> listBans(String kind) throws IOException;
}

package org.stowage.storage;

import java.time.Instant;

/**
 * What an admin does not want in the store.
 *
 * @param kind what the value says
 * @param value which path, whose files, or what content
 * @param since when it was banned
 * @param why in the admin's words; may be empty
 */
public record Ban(Kind kind, String value, Instant since, String why) {

    /** What can be banned. The store writes these words: one may be added, none changed. */
    public enum Kind {
        /** A file name: {@link FileKey#toString()}, after the name of its tenant and a space if that has one. */
        PATH,
        /** Whoever the XMPP server says has uploaded: {@link Slot#owner()}. */
        OWNER,
        /** Bytes, whatever they are called: their SHA-256 in 64 lower-case hex digits. */
        CONTENT
    }

    /** Returns the value by which a path is banned; no path has a space. */
    public static String valueOf(FileKey key) {
        return key.tenant().isEmpty() ? key.toString() : key.tenant() + " " + key;
    }
}

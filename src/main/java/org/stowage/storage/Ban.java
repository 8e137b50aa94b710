package org.stowage.storage;

import java.time.Instant;
import java.util.Optional;

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
        /** The uploader, as the XMPP server names them: {@link Slot#owner()}. */
        OWNER,
        /** A content, under any name: their SHA-256 in 64 lower-case hex digits. */
        CONTENT
    }

    /** Returns the value by which a path is banned; no path has a space. */
    public static String valueOf(FileKey key) {
        return key.tenant().isEmpty() ? key.toString() : key.tenant() + " " + key;
    }

    /** Returns the path that a value of {@link Kind#PATH} bans; nothing if it is no such value. */
    public static Optional<FileKey> keyOf(String value) {
        int space = value.indexOf(' ');
        String tenant = space < 0 ? "" : value.substring(0, space);
        return FileKey.parse(value.substring(space + 1)).map(key -> new FileKey(tenant, key.path()));
    }
}

package org.stowage.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * A path, an uploader or a content that an admin has banned from the store.
 *
 * @param kind what the value names
 * @param value the banned path, uploader or content, in the form that its kind defines
 * @param since when it was banned
 * @param why the reason in the admin's words; may be empty
 */
public record Ban(Kind kind, String value, Instant since, String why) {

    /** What can be banned. The store writes these names: constants may be added, but not renamed. */
    public enum Kind {
        /**
         * A file: {@link FileKey#toString()}, preceded by the name of its tenant and a space if the tenant has a name.
         */
        PATH,
        /** An uploader, by the name that the XMPP server gives them: {@link Slot#owner()}. */
        OWNER,
        /** A content under any name: its SHA-256 in 64 lower-case hex digits. */
        CONTENT
    }

    /**
     * Returns the value that bans a path. The space in it separates the tenant, because an encoded path has no space.
     */
    public static String valueOf(FileKey key) {
        return key.tenant().isEmpty() ? key.toString() : key.tenant() + " " + key;
    }

    /** Returns the path that a value of {@link Kind#PATH} bans; empty if it is not such a value. */
    public static Optional<FileKey> keyOf(String value) {
        int space = value.indexOf(' ');
        String tenant = space < 0 ? "" : value.substring(0, space);
        return FileKey.parse(value.substring(space + 1)).map(key -> new FileKey(tenant, key.path()));
    }
}

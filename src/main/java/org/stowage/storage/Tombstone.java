package org.stowage.storage;

import java.time.Instant;

/**
 * What is left of a file that was deleted: its URL cannot be used again, although the token in it may be right for ever.
 *
 * @param key the name of the file
 * @param deleted when it was deleted
 * @param reason why
 * @param version the store's own
 */
public record Tombstone(FileKey key, Instant deleted, Reason reason, String version) implements Entry {

    /** A tombstone of a store that has no versions. */
    public Tombstone(FileKey key, Instant deleted, Reason reason) {
        this(key, deleted, reason, "");
    }

    /** Why a file is no longer there. The store writes these words: one may be added, none changed. */
    public enum Reason {
        /** Its XMPP server or an admin asked for it. */
        DELETED,
        /** Its time had come. */
        EXPIRED,
        /** Newer files needed its room. */
        EVICTED,
        /** It may not be shown to anybody. */
        TAKEN_DOWN
    }
}

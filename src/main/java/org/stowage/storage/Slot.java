package org.stowage.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the XMPP server promised a client room for (a slot, XEP-0363 §4): one file that does not exist yet.
 *
 * @param key the name of the file
 * @param size the exact length of its content in bytes, not negative
 * @param type its media type, as it will be served
 * @param owner who asked for it, as the XMPP server names its users to us: a bare JID or a hash of it; null if it does not
 * @param expires when it shall be deleted, or null if the XMPP server did not say
 */
public record Slot(
        FileKey key,
        long size,
        String type,
        @Nullable String owner,
        @Nullable Instant expires) {

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public Slot {
        if (size < 0) {
            throw new IllegalArgumentException("size is negative: " + size);
        }
    }

    /** A slot of which neither owner nor end is known. */
    public Slot(FileKey key, long size, String type) {
        this(key, size, type, null, null);
    }
}

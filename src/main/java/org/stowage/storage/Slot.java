package org.stowage.storage;

/**
 * What the XMPP server promised a client room for (a slot, XEP-0363 §4): one file that does not exist yet.
 *
 * @param key the name of the file
 * @param size the exact length of its content in bytes, not negative
 * @param type its media type, as it will be served
 */
public record Slot(FileKey key, long size, String type) {

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
}

package org.stowage.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * The description of a published file: everything a HEAD needs. It never changes.
 *
 * @param slot what was promised and kept
 * @param sha256 the SHA-256 of the content, 64 lower-case hex digits
 * @param stored when the last byte had arrived
 */
public record StoredFile(Slot slot, String sha256, Instant stored) implements Entry {

    @Override
    public FileKey key() {
        return slot.key();
    }

    /** Returns the length of the content in bytes. */
    public long size() {
        return slot.size();
    }

    /** Returns the media type, byte for byte as it was accepted. */
    public String type() {
        return slot.type();
    }

    /** Returns who uploaded it, if the XMPP server said so. */
    public Optional<String> owner() {
        return Optional.ofNullable(slot.owner());
    }

    /** Returns when it shall be deleted, if the XMPP server said so. */
    public Optional<Instant> expires() {
        return Optional.ofNullable(slot.expires());
    }
}

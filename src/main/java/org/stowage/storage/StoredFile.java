package org.stowage.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * The description of a published file: everything a HEAD needs. It never changes.
 *
 * @param slot what was promised and kept
 * @param sha256 the SHA-256 of the content, 64 lower-case hex digits
 * @param stored when the last byte had arrived
 * @param version the store's own
 */
public record StoredFile(Slot slot, String sha256, Instant stored, String version) implements Entry {

    /** A file of a store that has no versions. */
    public StoredFile(Slot slot, String sha256, Instant stored) {
        this(slot, sha256, stored, "");
    }

    /** Returns the same file, told with another media type. */
    public StoredFile withType(String type) {
        return new StoredFile(slot.withType(type), sha256, stored, version);
    }

    /** Returns its name. */
    public FileKey key() {
        return slot.key();
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(slot.key());
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

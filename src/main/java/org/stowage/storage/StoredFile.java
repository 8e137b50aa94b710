package org.stowage.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * The description of a published file: everything a HEAD needs. It never changes.
 *
 * @param slot what was promised and kept
 * @param checksums what is known of the bytes
 * @param stored when the last byte had arrived
 * @param id what no other publication is called; empty if the SHA-256 says what this is
 * @param version the store's own
 */
public record StoredFile(Slot slot, Checksums checksums, Instant stored, String id, String version) implements Entry {

    /** A file of a store that has no versions, known by its SHA-256. */
    public StoredFile(Slot slot, String sha256, Instant stored) {
        this(slot, new Checksums(sha256, ""), stored, "", "");
    }

    /** Returns the same file, told with another media type. */
    public StoredFile withType(String type) {
        return new StoredFile(slot.withType(type), checksums, stored, id, version);
    }

    /** Returns the same file, with a SHA-256 that was computed after its publication. */
    public StoredFile withSha256(String sha256) {
        return new StoredFile(slot, checksums.withSha256(sha256), stored, id, version);
    }

    /** Returns the SHA-256 of the content, 64 lower-case hex digits; empty if it was not computed. */
    public String sha256() {
        return checksums.sha256();
    }

    /** Returns what tells this publication from all others: its id or, if it has none, the SHA-256 of its content. At least 32 hex digits. */
    public String tag() {
        return id.isEmpty() ? sha256() : id;
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

    /** Returns when it is to be deleted, if the XMPP server said so. */
    public Optional<Instant> expires() {
        return Optional.ofNullable(slot.expires());
    }
}

package org.stowage.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * The description of a published file: everything that a HEAD needs. It never changes.
 *
 * @param slot the slot that the upload has filled
 * @param checksums the checksums of the content
 * @param stored when the last byte had arrived
 * @param id an id that no other publication has; empty if the SHA-256 identifies the content
 * @param version as {@link Entry#version()} says
 */
public record StoredFile(Slot slot, Checksums checksums, Instant stored, String id, String version) implements Entry {

    /** Makes a file that its SHA-256 identifies, in a store that has no versions. */
    public StoredFile(Slot slot, String sha256, Instant stored) {
        this(slot, new Checksums(sha256, ""), stored, "", "");
    }

    /** Returns the same description with another media type. */
    public StoredFile withType(String type) {
        return new StoredFile(slot.withType(type), checksums, stored, id, version);
    }

    /** Returns the same description with a SHA-256 that was computed after the publication. */
    public StoredFile withSha256(String sha256) {
        return new StoredFile(slot, checksums.withSha256(sha256), stored, id, version);
    }

    /** Returns the SHA-256 of the content, 64 lower-case hex digits; empty if it was not computed. */
    public String sha256() {
        return checksums.sha256();
    }

    /**
     * Returns at least 32 hex digits that identify the content under this key: the id or, if there is none, the
     * SHA-256.
     */
    public String tag() {
        return id.isEmpty() ? sha256() : id;
    }

    /** Returns the name of the file. */
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

    /** Returns who uploaded the file, if the XMPP server said so. */
    public Optional<String> owner() {
        return Optional.ofNullable(slot.owner());
    }

    /** Returns when the file is to be deleted, if the XMPP server said so. */
    public Optional<Instant> expires() {
        return Optional.ofNullable(slot.expires());
    }
}

package org.stowage.storage;

/**
 * The checksums of a content.
 *
 * @param sha256 64 lower-case hex digits; empty if it was not computed
 * @param crc32c the CRC-32C (RFC 3720 §12.1), 8 lower-case hex digits; empty in files of versions that wrote none
 */
public record Checksums(String sha256, String crc32c) {

    /** Returns the same with another SHA-256. */
    Checksums withSha256(String other) {
        return new Checksums(other, crc32c);
    }
}

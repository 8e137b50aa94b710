package org.stowage.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a key. It stands for the key where memory or space is short; no two keys have the same.
 *
 * @param first its first eight bytes, big-endian
 * @param second the next eight
 * @param third the next eight
 * @param fourth the last eight
 */
public record Fingerprint(long first, long second, long third, long fourth) implements Comparable<Fingerprint> {

    private static final Comparator<Fingerprint> BY_BYTES = Comparator.comparing(
                    Fingerprint::first, Long::compareUnsigned)
            .thenComparing(Fingerprint::second, Long::compareUnsigned)
            .thenComparing(Fingerprint::third, Long::compareUnsigned)
            .thenComparing(Fingerprint::fourth, Long::compareUnsigned);

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /**
     * Hashes the path; if the tenant has a name, that name and a NUL precede it. No path contains a NUL, so different
     * keys never give the same bytes.
     */
    public static Fingerprint of(FileKey key) {
        String text = key.tenant().isEmpty() ? key.path() : key.tenant() + '\0' + key.path();
        ByteBuffer hash = ByteBuffer.wrap(Sha256.start().digest(text.getBytes(StandardCharsets.UTF_8)));
        return new Fingerprint(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }

    /**
     * Reads the 64 lower-case hex digits.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Fingerprint parse(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a fingerprint: " + hex);
        }
        return new Fingerprint(
                Long.parseUnsignedLong(hex, 0, 16, 16),
                Long.parseUnsignedLong(hex, 16, 32, 16),
                Long.parseUnsignedLong(hex, 32, 48, 16),
                Long.parseUnsignedLong(hex, 48, 64, 16));
    }

    /** Compares the bytes as unsigned numbers, the first one first. */
    @Override
    public int compareTo(Fingerprint other) {
        return BY_BYTES.compare(this, other);
    }

    /** Returns the first byte, from 0 to 255. */
    public int firstByte() {
        return (int) (first >>> 56);
    }

    /** Returns the 64 lower-case hex digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(first) + hex.toHexDigits(second) + hex.toHexDigits(third) + hex.toHexDigits(fourth);
    }
}

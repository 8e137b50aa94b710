package org.stowage.http;

/**
 * Some consecutive bytes of a file.
 *
 * @param first position of the first byte, from 0
 * @param length number of bytes, at least one
 */
public record ByteRange(long first, long length) {

    /** Returns the position of the last byte. */
    public long last() {
        return first + length - 1;
    }

    /** Returns the value of {@code Content-Range} for a file of that size. */
    String contentRange(long size) {
        return "bytes " + first + "-" + last() + "/" + size;
    }

    /** Tells whether the two share a byte. */
    boolean overlaps(ByteRange other) {
        return first <= other.last() && other.first <= last();
    }
}

package org.stowage.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Random;

/**
 * The fixed pseudo-random bytes that every file repeats, from a place of its own on. The length is prime: no shift by a
 * buffer, and no mix-up of two files, goes unnoticed.
 *
 * <p>Used by one thread; all share the memory.
 */
final class Block {

    static final int LENGTH = 1_048_573;

    private static final ByteBuffer TWICE = twice();

    private final ByteBuffer view = TWICE.duplicate();

    /** All bytes, twice. */
    static ByteBuffer bytes() {
        return TWICE.duplicate();
    }

    /** Returns up to {@code max} bytes of the file's content from {@code offset} on; valid until the next call. */
    ByteBuffer slice(Sample sample, long offset, long max) {
        int from = (int) ((sample.start() + offset) % LENGTH);
        int length = (int) Math.min(max, LENGTH);
        return view.clear().position(from).limit(from + length);
    }

    /** Tells whether these are the bytes of the file from {@code offset} on; at most {@link #LENGTH} of them. */
    boolean matches(Sample sample, long offset, ByteBuffer bytes) {
        return slice(sample, offset, bytes.remaining()).mismatch(bytes) < 0;
    }

    /** Writes the content of a file. */
    static void write(Sample sample, WritableByteChannel to) throws IOException {
        Block block = new Block();
        long written = 0;
        while (written < sample.size()) {
            written += to.write(block.slice(sample, written, Math.min(LENGTH, sample.size() - written)));
        }
    }

    private static ByteBuffer twice() {
        byte[] once = new byte[LENGTH];
        new Random(363).nextBytes(once);
        return ByteBuffer.allocateDirect(2 * LENGTH).put(once).put(once).flip().asReadOnlyBuffer();
    }
}

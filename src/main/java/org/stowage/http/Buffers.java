package org.stowage.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Buffers that transfers share: one is held only while bytes move, so slow clients hold none. */
final class Buffers {

    /** The size of each. */
    static final int BYTES = 64 * 1024;

    private static final int KEPT = 64;

    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(KEPT);

    /** Returns a buffer for the caller alone. */
    byte[] take() {
        byte[] buffer = free.poll();
        return buffer == null ? new byte[BYTES] : buffer;
    }

    /** Takes a buffer back, or drops it if there are enough; the caller must not touch it again. */
    void give(byte[] buffer) {
        free.offer(buffer);
    }
}

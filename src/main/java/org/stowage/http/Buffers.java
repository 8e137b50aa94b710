package org.stowage.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Buffers that all transfers share. A transfer holds a buffer only while it moves bytes, so slow clients hold none. */
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

    /** Takes a buffer back, or drops it if enough are free; the caller must not use it again. */
    void give(byte[] buffer) {
        free.offer(buffer);
    }
}

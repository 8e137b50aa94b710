package org.stowage.storage.s3;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all open contents together may use for pieces that are not small. Safe for any number of threads. */
final class ReadAhead {

    private static final int PART_OF_THE_HEAP = 8;

    private final AtomicLong left;

    ReadAhead(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Returns an eighth of what Java may use. */
    static ReadAhead ofTheHeap() {
        return new ReadAhead(Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP);
    }

    /** Takes so much, if it is left. */
    boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        give(bytes);
        return false;
    }

    void give(int bytes) {
        left.addAndGet(bytes);
    }
}

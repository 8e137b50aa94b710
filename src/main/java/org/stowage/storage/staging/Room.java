package org.stowage.storage.staging;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.stowage.storage.OutOfSpaceException;

/**
 * The free room on a disk. If there is plenty, the disk is asked once a second, not for each upload. Safe for any
 * number of threads.
 */
final class Room {

    /** More than others can write within a second. */
    private static final long PLENTY = 8L << 30;

    private final Disk disk;
    private final LongSupplier nanos;
    private long left;
    private long looked;

    Room(Disk disk, LongSupplier nanos) {
        this.disk = disk;
        this.nanos = nanos;
    }

    /**
     * Takes room for a file.
     *
     * @throws OutOfSpaceException if there is not enough
     */
    void take(long bytes) throws OutOfSpaceException {
        if (!isPlenty(bytes)) {
            look(bytes);
        }
    }

    private synchronized boolean isPlenty(long bytes) {
        if (left - bytes < PLENTY || nanos.getAsLong() - looked > TimeUnit.SECONDS.toNanos(1)) {
            return false;
        }
        left -= bytes;
        return true;
    }

    private void look(long bytes) throws OutOfSpaceException {
        long rest = disk.requireRoom(bytes);
        synchronized (this) {
            left = rest;
            looked = nanos.getAsLong();
        }
    }
}

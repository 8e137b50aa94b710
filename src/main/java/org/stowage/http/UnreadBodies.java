package org.stowage.http;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Limits the bodies of refused requests that are read and dropped: their number, the bytes of each, and the time for
 * each. Thread-safe.
 */
public final class UnreadBodies {

    static final int AT_ONCE = 1_000;

    /**
     * Allowed in addition to the largest file that may be uploaded there, so that a client with a larger file can read
     * the refusal, too.
     */
    static final long BYTES = 64L << 20;

    static final Duration TIME = Duration.ofMinutes(5);

    private final LongSupplier nanos;

    /** The oldest first. */
    private final Set<Permit> places = new LinkedHashSet<>();

    /**
     * Begins without any body.
     *
     * @param nanos a clock that never goes back, as {@link System#nanoTime}
     */
    public UnreadBodies(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Returns a permit for one more body, or nothing while all are taken. A permit whose time is over no longer counts.
     *
     * @param largestFile the largest size that may be uploaded to the URL of the request
     */
    synchronized Optional<Permit> take(long largestFile) {
        if (places.size() >= AT_ONCE) {
            places.removeIf(Permit::isOverdue);
        }
        if (places.size() >= AT_ONCE) {
            return Optional.empty();
        }
        Permit place = new Permit(largestFile + BYTES);
        places.add(place);
        return Optional.of(place);
    }

    private synchronized void remove(Permit place) {
        places.remove(place);
    }

    /** The permit to read one body; used by one thread at a time. */
    final class Permit {

        private final long begun = nanos.getAsLong();
        private long bytes;

        private Permit(long bytes) {
            this.bytes = bytes;
        }

        /** Counts bytes that were read; tells whether more may be read. */
        boolean allows(int read) {
            bytes -= read;
            return bytes > 0 && !isOverdue();
        }

        private boolean isOverdue() {
            return nanos.getAsLong() - begun > TIME.toNanos();
        }

        /** Makes room for another. */
        void leave() {
            remove(this);
        }
    }
}

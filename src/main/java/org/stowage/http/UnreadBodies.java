package org.stowage.http;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The bodies of refused requests that are read on and dropped: so many at once, so much of each, for so long. Safe for any
 * number of threads.
 */
public final class UnreadBodies {

    static final int AT_ONCE = 1_000;

    /** Beyond the largest file that may be uploaded there, so that who is told "too large" can read it, too. */
    static final long BYTES = 64L << 20;

    static final Duration TIME = Duration.ofMinutes(5);

    private final LongSupplier nanos;

    /** The oldest first. */
    private final Set<Permit> places = new LinkedHashSet<>();

    /**
     * Nothing is read yet.
     *
     * @param nanos a clock that never goes back, as {@link System#nanoTime}
     */
    public UnreadBodies(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Returns a place for one more, or nothing while all are taken. A place whose time is over counts no longer.
     *
     * @param largestFile that may be uploaded where the body goes
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

    /** One body that is read on, by one thread at a time. */
    final class Permit {

        private final long begun = nanos.getAsLong();
        private long bytes;

        private Permit(long bytes) {
            this.bytes = bytes;
        }

        /** Counts bytes that were read; tells whether more may be. */
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

package org.stowage.management.figures;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * What has happened in the last five minutes, by kind. Safe for any number of threads: to add takes no lock, and allocates
 * only what ten seconds have in common. The clock moves the window, not a thread.
 */
final class Recent {

    /** The longest time that can be asked for. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final long SLOT_NANOS = Duration.ofSeconds(10).toNanos();

    /** More than the longest time has, so that none is asked for while it is begun anew. */
    private static final int SLOTS = 32;

    private final AtomicReferenceArray<Bucket> slots = new AtomicReferenceArray<>(SLOTS);
    private final int kinds;
    private final LongSupplier nanos;
    private final long start;

    /**
     * Nothing has happened yet.
     *
     * @param kinds how many there are, from 0
     * @param nanos a clock that never goes back, as {@link System#nanoTime}
     */
    Recent(int kinds, LongSupplier nanos) {
        this.kinds = kinds;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Bucket(long number, AtomicLongArray amounts) {}

    /** Adds to a kind what has happened at a time of that clock. */
    void add(int kind, long amount, long now) {
        slotAt(numberOf(now)).amounts().addAndGet(kind, amount);
    }

    /** Returns how much of each kind there was in a time up to now. */
    long[] sums(Duration time) {
        long last = numberOf(nanos.getAsLong());
        long[] sums = new long[kinds];
        for (long number = last - slotsOf(time) + 1; number <= last; number++) {
            Bucket slot = slots.get(indexOf(number));
            for (int kind = 0; slot != null && slot.number() == number && kind < kinds; kind++) {
                sums[kind] += slot.amounts().get(kind);
            }
        }
        return sums;
    }

    /** Returns how much of all kinds there was per second, in a time up to now or since the start. */
    double perSecond(Duration time) {
        long now = nanos.getAsLong();
        long from = (numberOf(now) - slotsOf(time) + 1) * SLOT_NANOS;
        long covered =
                Math.max(now - Math.max(from, start), Duration.ofSeconds(1).toNanos());
        long sum = 0;
        for (long amount : sums(time)) {
            sum += amount;
        }
        return sum * (double) Duration.ofSeconds(1).toNanos() / covered;
    }

    private Bucket slotAt(long number) {
        int index = indexOf(number);
        Bucket slot = slots.get(index);
        while (slot == null || slot.number() < number) {
            slots.compareAndSet(index, slot, new Bucket(number, new AtomicLongArray(kinds)));
            slot = slots.get(index);
        }
        return slot;
    }

    private static long slotsOf(Duration time) {
        return time.toNanos() / SLOT_NANOS;
    }

    private static long numberOf(long nanos) {
        return Math.floorDiv(nanos, SLOT_NANOS);
    }

    private static int indexOf(long number) {
        return Math.floorMod(number, SLOTS);
    }
}

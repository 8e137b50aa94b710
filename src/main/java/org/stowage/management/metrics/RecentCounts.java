package org.stowage.management.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * Counts of the last five minutes, by kind. Safe for any number of threads. Adding takes no lock, and allocates only
 * once in ten seconds. No thread moves the window; it depends on the clock only.
 */
final class RecentCounts {

    /** The longest period that can be read. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final long BUCKET_NANOS = Duration.ofSeconds(10).toNanos();

    /** More than the longest period needs, so that no bucket is read while it is reused. */
    private static final int BUCKETS = 32;

    private final AtomicReferenceArray<Bucket> buckets = new AtomicReferenceArray<>(BUCKETS);
    private final int kinds;
    private final LongSupplier nanos;
    private final long start;

    /**
     * Starts with no counts.
     *
     * @param kinds how many kinds there are; they are numbered from 0
     * @param nanos a clock that never goes back, such as {@link System#nanoTime}
     */
    RecentCounts(int kinds, LongSupplier nanos) {
        this.kinds = kinds;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Bucket(long number, AtomicLongArray amounts) {}

    /** Adds an amount to a kind, at a time of that clock. */
    void add(int kind, long amount, long now) {
        bucketAt(numberOf(now)).amounts().addAndGet(kind, amount);
    }

    /** Returns the amount of each kind in a period that ends now. */
    long[] sums(Duration time) {
        long last = numberOf(nanos.getAsLong());
        long[] sums = new long[kinds];
        for (long number = last - bucketsOf(time) + 1; number <= last; number++) {
            Bucket bucket = buckets.get(indexOf(number));
            for (int kind = 0; bucket != null && bucket.number() == number && kind < kinds; kind++) {
                sums[kind] += bucket.amounts().get(kind);
            }
        }
        return sums;
    }

    /** Returns the amount of all kinds per second, in a period that ends now, or since the start if that is shorter. */
    double perSecond(Duration time) {
        long now = nanos.getAsLong();
        long from = (numberOf(now) - bucketsOf(time) + 1) * BUCKET_NANOS;
        long covered =
                Math.max(now - Math.max(from, start), Duration.ofSeconds(1).toNanos());
        long sum = 0;
        for (long amount : sums(time)) {
            sum += amount;
        }
        return sum * (double) Duration.ofSeconds(1).toNanos() / covered;
    }

    private Bucket bucketAt(long number) {
        int index = indexOf(number);
        Bucket bucket = buckets.get(index);
        while (bucket == null || bucket.number() < number) {
            buckets.compareAndSet(index, bucket, new Bucket(number, new AtomicLongArray(kinds)));
            bucket = buckets.get(index);
        }
        return bucket;
    }

    private static long bucketsOf(Duration time) {
        return time.toNanos() / BUCKET_NANOS;
    }

    private static long numberOf(long nanos) {
        return Math.floorDiv(nanos, BUCKET_NANOS);
    }

    private static int indexOf(long number) {
        return Math.floorMod(number, BUCKETS);
    }
}

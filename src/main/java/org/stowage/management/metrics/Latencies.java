package org.stowage.management.metrics;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The durations of requests in the last five minutes. A duration is counted by its first four binary digits, in
 * microseconds, so percentiles are at most 6 % off.
 */
final class Latencies {

    private static final int STEPS = 8;
    private static final int STEP_BITS = 3;
    private static final int KINDS = (Long.SIZE - 10) * STEPS;
    private static final double MICROS_OF_MILLI = 1000;

    private final RecentCounts counts;

    Latencies(LongSupplier nanos) {
        this.counts = new RecentCounts(KINDS, nanos);
    }

    /** Counts a duration that ends now. */
    void add(long tookNanos, long now) {
        counts.add(kindOf(Math.max(tookNanos, 0) / 1000), 1, now);
    }

    /** Returns how many durations per second were counted. */
    double perSecond(Duration time) {
        return counts.perSecond(time);
    }

    /** Returns the milliseconds that a fraction (from 0 to 1) of the durations did not exceed; 0 if there were none. */
    double millis(double part) {
        long[] byKind = counts.sums(RecentCounts.LONGEST);
        long all = 0;
        for (long count : byKind) {
            all += count;
        }
        long rank = Math.max(1, (long) Math.ceil(all * part));
        long seen = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            seen += byKind[kind];
            if (seen >= rank) {
                return microsOf(kind) / MICROS_OF_MILLI;
            }
        }
        return 0;
    }

    private static int kindOf(long micros) {
        int shift = Math.max(0, Long.SIZE - 1 - STEP_BITS - Long.numberOfLeadingZeros(micros));
        return shift * STEPS + (int) (micros >>> shift);
    }

    /** Returns the middle of the range of durations that are counted as this kind. */
    private static double microsOf(int kind) {
        int shift = Math.max(0, kind / STEPS - 1);
        long first = (long) (kind - shift * STEPS) << shift;
        return first + (1L << shift) / 2.0;
    }
}

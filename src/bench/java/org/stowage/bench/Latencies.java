package org.stowage.bench;

/** How long requests took: a histogram with steps of 1.6 per cent. Used by one thread at a time. */
final class Latencies {

    private static final int FINE = 6;

    private final long[] counts = new long[64 << FINE];
    private long total;

    void record(long nanos) {
        counts[bucket(Math.max(1, nanos))]++;
        total++;
    }

    void add(Latencies others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        total += others.total;
    }

    /** Returns the time in milliseconds that this share of the requests did not exceed; 0 if there were none. */
    double millis(double share) {
        long rank = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return lowest(i + 1) / 1e6;
            }
        }
        return 0;
    }

    /** Values below 2^FINE have a bucket each; then each power of two has 2^FINE of them. */
    private static int bucket(long nanos) {
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(nanos) - FINE);
        return (shift << FINE) + (int) (nanos >>> shift);
    }

    private static double lowest(int bucket) {
        int shift = Math.max(0, (bucket >> FINE) - 1);
        return (double) (bucket - (shift << FINE)) * Math.pow(2, shift);
    }
}

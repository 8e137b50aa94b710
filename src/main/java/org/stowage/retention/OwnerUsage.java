package org.stowage.retention;

import java.util.HashMap;
import java.util.Map;

/** What the files of one owner have, in all and of each recent day. Days are counted since the epoch. */
final class OwnerUsage {

    private final Map<Long, Long> bytesOfDay = new HashMap<>(2);
    private long bytes;

    /**
     * Adds a file.
     *
     * @param day on which it was stored: past today where the clock was once ahead
     * @param today older days than yesterday are forgotten
     */
    void add(long size, long day, long today) {
        bytes += size;
        bytesOfDay.keySet().removeIf(past -> past < today - 1);
        if (day >= today - 1) {
            bytesOfDay.merge(day, size, Long::sum);
        }
    }

    void remove(long size, long day) {
        bytes -= size;
        bytesOfDay.computeIfPresent(day, (same, sum) -> sum - size);
    }

    long bytes() {
        return bytes;
    }

    /** Returns the bytes of the files that were stored on that day: today, or one that is to come. */
    long bytesOf(long day) {
        return bytesOfDay.getOrDefault(day, 0L);
    }
}

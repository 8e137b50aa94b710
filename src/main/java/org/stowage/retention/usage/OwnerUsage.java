package org.stowage.retention.usage;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files and bytes of one owner, in total and for recent days. Days are counted since the epoch. Guarded by the
 * accounting's lock.
 */
final class OwnerUsage {

    private long files;
    private long bytes;
    private @Nullable Map<Long, Long> bytesOfDay;

    /**
     * Adds files; negative numbers subtract.
     *
     * @param day on which they were stored; after today if the clock was ahead then
     * @param today the current day; days before yesterday are forgotten
     */
    void add(long moreFiles, long moreBytes, long day, long today) {
        files += moreFiles;
        bytes += moreBytes;
        if (day >= today - 1) {
            Map<Long, Long> days = bytesOfDay == null ? new HashMap<>(2) : bytesOfDay;
            days.keySet().removeIf(past -> past < today - 1);
            days.merge(day, moreBytes, Long::sum);
            bytesOfDay = days;
        }
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** Returns the bytes of the files that were stored on a day, which is today or later. */
    long bytesOf(long day) {
        return bytesOfDay == null ? 0 : bytesOfDay.getOrDefault(day, 0L);
    }
}

package org.stowage.retention.usage;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the files of one owner have, in all and of each recent day. Days are counted since the epoch. The accounting's lock guards it. */
final class OwnerUsage {

    private long files;
    private long bytes;
    private @Nullable Map<Long, Long> bytesOfDay;

    /**
     * Adds files, or takes them out if there are fewer than none.
     *
     * @param day on which they were stored: past today where the clock was once ahead
     * @param today older days than yesterday are forgotten
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

    /** Returns the bytes of the files that were stored on that day: today, or one that is to come. */
    long bytesOf(long day) {
        return bytesOfDay == null ? 0 : bytesOfDay.getOrDefault(day, 0L);
    }
}

package org.stowage.catalog;

import org.jspecify.annotations.Nullable;

/** Who is shown how much there is, sum by sum. */
public interface Sums {

    /** The day of all files that are older than was asked for. */
    long EARLIER = Long.MIN_VALUE;

    /**
     * Is shown one sum. The same tenant, owner and day may come several times, with other files.
     *
     * @param tenant whose files these are, empty for the one without a name
     * @param owner who uploaded them, or null if that is not known
     * @param day on which they were stored, in days since the epoch, UTC, or {@link #EARLIER}
     * @param files how many
     * @param bytes they have
     */
    void add(String tenant, @Nullable String owner, long day, long files, long bytes);
}

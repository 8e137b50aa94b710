package org.stowage.catalog;

import org.jspecify.annotations.Nullable;

/** Receives sums of files, one by one. */
public interface Sums {

    /** Stands for all days before the first day that was asked for. */
    long EARLIER = Long.MIN_VALUE;

    /**
     * Receives one sum. The same tenant, owner and day may come several times, each time for other files.
     *
     * @param tenant the name of the tenant, empty for the one without a name
     * @param owner who uploaded the files, or null if that is not known
     * @param day when the files were stored, in days since the epoch, UTC, or {@link #EARLIER}
     * @param files the number of files
     * @param bytes the sum of their sizes in bytes
     */
    void add(String tenant, @Nullable String owner, long day, long files, long bytes);

    /**
     * Receives that the sums have all changes of a node up to one of its batches.
     *
     * @param node the id of the node
     * @param batch the number of the last batch
     */
    default void has(String node, long batch) {}
}

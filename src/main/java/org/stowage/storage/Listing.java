package org.stowage.storage;

import java.io.IOException;

/** What a store holds, in parts (shards) that are shown one by one. Safe for any number of threads. */
public interface Listing {

    /** Returns into how many shards the store is divided, the same number always. */
    int shards();

    /** Returns the shard of a key, whether there is anything under it or not. */
    int shardOf(FileKey key);

    /**
     * Shows all entries of a shard, in no order. What is published, deleted or purged meanwhile is shown or not. No
     * more than the names and one description are held in memory at a time.
     *
     * @param shard from 0, less than {@link #shards()}
     * @throws java.io.InterruptedIOException if the thread is interrupted, which it stays
     * @throws IOException if the shard cannot be listed, or the visitor ends the walk
     */
    void walk(int shard, EntryVisitor visitor) throws IOException;
}

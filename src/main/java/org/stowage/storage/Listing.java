package org.stowage.storage;

import java.io.IOException;

/** All entries of a store, in parts (shards) that are walked one by one. Safe for any number of threads. */
public interface Listing {

    /** Returns the number of shards. It never changes. */
    int shards();

    /** Returns the shard of a key, whether or not the store has an entry under the key. */
    int shardOf(FileKey key);

    /**
     * Passes all entries of a shard to the visitor, in no particular order. An entry that is published, deleted or
     * purged meanwhile may be passed or not. Only the names of the shard and one description are held in memory at a
     * time.
     *
     * @param shard at least 0, less than {@link #shards()}
     * @throws java.io.InterruptedIOException if the thread is interrupted; it stays interrupted
     * @throws IOException if the shard cannot be listed, or the visitor ends the walk
     */
    void walk(int shard, EntryVisitor visitor) throws IOException;
}

package org.stowage.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.StoredFile;

/**
 * What a catalog has of one stored file.
 *
 * @param file the description as the store has it; its version is empty
 * @param shard in which the store keeps it ({@link org.stowage.storage.Listing#shardOf})
 * @param due when it is to be deleted by the rules that held when this was written; null if never
 * @param evictable whether it may be evicted by those rules
 */
public record CatalogEntry(
        StoredFile file, int shard, @Nullable Instant due, boolean evictable) {

    /** Leaves the version out: it is the store's own, and may change while the file does not. */
    public CatalogEntry {
        file = new StoredFile(file.slot(), file.sha256(), file.stored());
    }
}

package org.stowage.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.StoredFile;

/**
 * The entry of one stored file in a catalog.
 *
 * @param file the description from the store; its version is empty
 * @param shard the shard in which the store keeps the file ({@link org.stowage.storage.Listing#shardOf})
 * @param due when the file is to be deleted, by the rules that held when this entry was written; null if never
 * @param evictable whether those rules allow the file to be evicted
 */
public record CatalogEntry(
        StoredFile file, int shard, @Nullable Instant due, boolean evictable) {

    /** Leaves the version out, because the store may change it while the file stays the same. */
    public CatalogEntry {
        file = new StoredFile(file.slot(), file.sha256(), file.stored());
    }
}

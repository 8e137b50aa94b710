package org.stowage.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Fingerprint;

/**
 * A place in the order of a result, whatever the order is: behind the file with these properties. The file itself may
 * be gone.
 *
 * @param size of the file
 * @param stored when the file was stored
 * @param due when the file is due; null if never
 * @param key of the file
 */
public record FilePosition(
        long size, Instant stored, @Nullable Instant due, Fingerprint key) {

    /** Returns the place behind an entry. */
    public static FilePosition behind(CatalogEntry entry) {
        return new FilePosition(
                entry.file().size(),
                entry.file().stored(),
                entry.due(),
                Fingerprint.of(entry.file().key()));
    }
}

package org.stowage.storage.s3;

import java.io.IOException;
import java.util.Optional;
import org.stowage.storage.ContentCache;
import org.stowage.storage.ContentCache.Sight;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.KeptFile;
import org.stowage.storage.StoredFile;

/**
 * The small files whose contents are kept in memory. A content is given as long as the last look-up is recent; then it waits for the
 * next one, which shows whether the object still has the same version.
 *
 * @param cache which keeps them
 * @param recent what was looked up of late
 */
record ObjectContents(ContentCache cache, RecentEntries recent) {

    /** The version of the object is in the description. */
    private record OfVersion(StoredFile file, Fingerprint name, RecentEntries recent) implements ContentCache.Witness {

        @Override
        public Sight look() {
            Optional<Entry> known = recent.get(name);
            if (known.isEmpty()) {
                return Sight.UNKNOWN;
            }
            return known.get().equals(file) ? Sight.THERE : Sight.GONE;
        }
    }

    /** Returns a file whose content is in memory, if the store had it of late. */
    Optional<KeptFile> get(FileKey key) {
        return cache.get(key);
    }

    /**
     * Returns a small file that is asked for again with its content, which is read unless it is in memory.
     *
     * @param file which the store has just shown
     * @throws IOException if the content cannot be read
     */
    Optional<KeptFile> keep(StoredFile file, ObjectStream content) throws IOException {
        Optional<KeptFile> same = cache.get(file);
        if (same.isPresent() || file.version().isEmpty() || !cache.wants(file)) {
            return same;
        }
        KeptFile read = content.readAll();
        cache.keep(read, new OfVersion(file, file.fingerprint(), recent));
        return Optional.of(read);
    }

    /** Frees the memory of a file that was deleted. */
    void forget(FileKey key) {
        cache.forget(key);
    }
}

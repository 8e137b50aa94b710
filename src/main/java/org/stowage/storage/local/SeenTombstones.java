package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.stowage.storage.Entry;
import org.stowage.storage.Tombstone;
import org.stowage.storage.format.DamagedFileException;
import org.stowage.storage.local.MetadataCache.FileIdentity;

/**
 * What walks have read of tombstones: a file with many names is opened once, unless that was long ago.
 * Safe for any number of threads.
 *
 * @param reader of what is not known
 * @param seen what a tombstone said under one of its names
 */
record SeenTombstones(EntryReader reader, Map<FileIdentity, Tombstone> seen) {

    /** More than the hours of a year, for one reason; some 300 bytes each. */
    private static final int MOST = 1 << 14;

    /** No stored file is so short, for its SHA-256 is in it; every tombstone that may have many names is. */
    private static final int SHORT_BYTES = 128;

    /** Nothing was seen yet. */
    SeenTombstones(EntryReader reader) {
        this(reader, Collections.synchronizedMap(new LatestSeen()));
    }

    /**
     * Returns what is there, as {@link EntryReader#at} does.
     *
     * @throws DamagedFileException as there
     */
    Optional<Entry> at(Path path) throws IOException {
        Optional<FileIdentity> file = FileIdentity.of(path).filter(found -> found.size() <= SHORT_BYTES);
        if (file.isEmpty()) {
            return reader.at(path);
        }
        Tombstone known = seen.get(file.get());
        return known == null ? read(path, file.get()) : Optional.of(reader.sameAt(path, known));
    }

    /** Another file may have come to the path since it was looked at. */
    private Optional<Entry> read(Path path, FileIdentity file) throws IOException {
        Optional<Entry> entry = reader.at(path);
        if (entry.isPresent()
                && entry.get() instanceof Tombstone tombstone
                && reader.isNameless(tombstone, file.size())
                && FileIdentity.of(path).filter(file::equals).isPresent()) {
            seen.put(file, tombstone);
        }
        return entry;
    }

    /** Drops the entry that was not asked for in the longest time. */
    private static final class LatestSeen extends LinkedHashMap<FileIdentity, Tombstone> {

        private static final long serialVersionUID = 1L;

        LatestSeen() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<FileIdentity, Tombstone> eldest) {
            return size() > MOST;
        }
    }
}

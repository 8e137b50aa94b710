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
 * The tombstones that walks have read recently, so that a file with many names is opened once. Safe for any number of
 * threads.
 *
 * @param reader reads an entry that is not known
 * @param seen each tombstone, as it was read under one of the names of its file
 */
record SeenTombstones(EntryReader reader, Map<FileIdentity, Tombstone> seen) {

    /** More than the hours of a year; each hour has one file for each reason. An entry takes about 300 bytes. */
    private static final int MOST = 1 << 14;

    /**
     * Every tombstone that can have many names is at most this long. Every stored file is longer, because it contains
     * an id or a SHA-256.
     */
    private static final int SHORT_BYTES = 128;

    /** Starts empty. */
    SeenTombstones(EntryReader reader) {
        this(reader, Collections.synchronizedMap(new LatestSeen()));
    }

    /**
     * Returns the entry at a path, as {@link EntryReader#at} does.
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

    /** Keeps the tombstone only if the path still leads to the same file after it was read. */
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

    /** Drops the entry that was not used for the longest time. */
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

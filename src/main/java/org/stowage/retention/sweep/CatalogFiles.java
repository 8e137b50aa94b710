package org.stowage.retention.sweep;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.FileQuery;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.usage.UsageAccounting.Watch;
import org.stowage.storage.Entry;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;

/**
 * Finds files in the catalog and looks them up in the store. Where the two differ, the catalog is corrected. Used by
 * one thread, for one query after the other, until it is closed.
 */
final class CatalogFiles implements AutoCloseable {

    private final RetainingRepository repository;
    private final Set<Fingerprint> stuck = new HashSet<>();
    private final Set<Fingerprint> corrected = new HashSet<>();
    private Watch watch;

    CatalogFiles(RetainingRepository repository) {
        this.repository = repository;
        this.watch = repository.accounting().watch();
    }

    /**
     * Has the catalog write all earlier changes, and then asks it. Entries that were {@linkplain #leave left} are not
     * found again.
     *
     * @throws IOException if the catalog cannot be asked
     */
    List<CatalogEntry> find(FileQuery query) throws IOException {
        watch.close();
        watch = repository.accounting().watch();
        repository.catalog().flush();
        FileQuery further = query.withLimit(query.limit() + stuck.size());
        return repository.catalog().ask(catalog -> catalog.find(further)).stream()
                .filter(entry -> !stuck.contains(keyOf(entry)))
                .limit(query.limit())
                .toList();
    }

    /**
     * Looks up the file of an entry that the last query found.
     *
     * @return the file; empty if there is none, or another one, or the entry is wrong about when it is due or whether
     *     it may be evicted. Then the catalog is corrected
     * @throws IOException if the file cannot be read
     */
    Optional<StoredFile> current(CatalogEntry entry) throws IOException {
        Optional<Entry> there = repository.stored(entry.file().key());
        StoredFile file = there.isPresent() && there.get() instanceof StoredFile stored ? stored : null;
        if (file != null && repository.entryOf(file, entry).equals(entry)) {
            return Optional.of(file);
        }
        Fingerprint key = keyOf(entry);
        CatalogChange correction =
                file == null ? new CatalogChange.Remove(key) : new CatalogChange.Put(repository.entryOf(file, entry));
        watch.correct(key, entry.file(), file, () -> repository.catalog().correct(correction, entry.shard()));
        if (!corrected.add(key)) {
            leave(entry);
        }
        return Optional.empty();
    }

    /** Leaves an entry out of the next queries, because nothing can be done with its file now. */
    void leave(CatalogEntry entry) {
        stuck.add(keyOf(entry));
    }

    @Override
    public void close() {
        watch.close();
    }

    private static Fingerprint keyOf(CatalogEntry entry) {
        return Fingerprint.of(entry.file().key());
    }
}

package org.stowage.retention.sweep;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.usage.UsageAccounting.Watch;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;

/**
 * Compares the catalog with the files that a walk through a shard has seen. It is opened before the walk begins. Keys
 * that this process changes before it is closed are left alone, because those changes reach the catalog and the counts
 * anyway.
 */
final class Reconciliation implements AutoCloseable {

    private final RetainingRepository repository;
    private final int shard;
    private final Watch watch;
    private long lacking;
    private long gone;
    private long different;

    Reconciliation(RetainingRepository repository, int shard) {
        this.repository = repository;
        this.shard = shard;
        this.watch = repository.accounting().watch();
    }

    /**
     * Corrects the catalog and the counts.
     *
     * @param seen all files of the shard
     * @throws IOException if this process does not write the catalog, or it cannot be written
     */
    Differences correct(Map<FileKey, StoredFile> seen) throws IOException {
        Map<FileKey, StoredFile> left = new HashMap<>(seen);
        repository.catalog().flush();
        repository.catalog().ask(catalog -> {
            catalog.forEach(shard, entry -> compare(entry, left));
            return shard;
        });
        left.values().forEach(this::add);
        repository.catalog().complete(shard);
        return new Differences(lacking, gone, different);
    }

    @Override
    public void close() {
        watch.close();
    }

    private void compare(CatalogEntry entry, Map<FileKey, StoredFile> left) {
        FileKey key = entry.file().key();
        StoredFile file = left.remove(key);
        if (file == null) {
            CatalogChange removal = new CatalogChange.Remove(Fingerprint.of(key));
            gone += correct(key, removal, entry.file(), null);
        } else {
            CatalogEntry right = repository.entryOf(file, entry);
            different += right.equals(entry) ? 0 : correct(key, new CatalogChange.Put(right), entry.file(), file);
        }
    }

    private void add(StoredFile file) {
        lacking += correct(file.key(), new CatalogChange.Put(repository.entryOf(file)), null, file);
    }

    private int correct(FileKey key, CatalogChange correction, @Nullable StoredFile was, @Nullable StoredFile is) {
        Runnable told = () -> repository.catalog().correct(correction, shard);
        return watch.correct(Fingerprint.of(key), was, is, told) ? 1 : 0;
    }
}

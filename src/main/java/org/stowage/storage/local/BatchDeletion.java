package org.stowage.storage.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;

/**
 * Deletes files together: first all names are replaced, then each shard that had one of them is synced once. The first
 * sync usually writes the changes of all shards to the disk. Used by one thread.
 */
final class BatchDeletion {

    private final Tombstones tombstones;
    private final StorePresence presence;
    private final Map<Integer, List<StoredFile>> replaced = new HashMap<>();
    private final List<StoredFile> deleted = new ArrayList<>();
    private final Map<StoredFile, Exception> failures = new LinkedHashMap<>();

    BatchDeletion(Tombstones tombstones, StorePresence presence) {
        this.tombstones = tombstones;
        this.presence = presence;
    }

    /**
     * Deletes the files.
     *
     * @throws StoreMissingException if the store is not there
     */
    DeletedFiles run(List<StoredFile> files, Tombstone.Reason reason) throws StoreMissingException {
        for (StoredFile file : files) {
            replace(file, reason);
        }
        replaced.forEach(this::sync);
        if (deleted.size() < files.size()) {
            presence.require();
        }
        return new DeletedFiles(deleted, failures);
    }

    private void replace(StoredFile file, Tombstone.Reason reason) throws StoreMissingException {
        try {
            if (presence.withFolders(() -> tombstones.replace(file, reason))) {
                int shard = ShardFolders.numberOf(file.key());
                replaced.computeIfAbsent(shard, number -> new ArrayList<>()).add(file);
            }
        } catch (StoreMissingException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            failures.put(file, e);
        }
    }

    private void sync(int shard, List<StoredFile> files) {
        try {
            tombstones.sync(shard);
            deleted.addAll(files);
        } catch (IOException | RuntimeException e) {
            files.forEach(file -> failures.put(file, e));
        }
    }
}

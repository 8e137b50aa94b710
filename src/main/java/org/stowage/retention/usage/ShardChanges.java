package org.stowage.retention.usage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;

/** What has changed in a shard since its count began. A key is published once and deleted once; the order is not told. */
final class ShardChanges {

    private final int shard;
    private final Map<FileKey, StoredFile> published = new HashMap<>();
    private final Set<FileKey> deleted = new HashSet<>();

    ShardChanges(int shard) {
        this.shard = shard;
    }

    boolean isAbout(int askedShard) {
        return shard == askedShard;
    }

    void published(StoredFile file) {
        published.put(file.key(), file);
    }

    void deleted(StoredFile file) {
        deleted.add(file.key());
    }

    /** Makes of what a walk has seen, at whatever moment, what there is now. */
    void correct(Map<FileKey, StoredFile> seen) {
        seen.putAll(published);
        seen.keySet().removeAll(deleted);
    }
}

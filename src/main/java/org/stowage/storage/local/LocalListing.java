package org.stowage.storage.local;

import java.io.IOException;
import java.util.Objects;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.Listing;

/**
 * What lies in the folders of the shards, past the kept descriptions.
 *
 * @param presence of the store
 * @param reader of what lies there
 */
record LocalListing(StorePresence presence, EntryReader reader) implements Listing {

    @Override
    public int shards() {
        return ShardFolders.COUNT;
    }

    @Override
    public int shardOf(FileKey key) {
        return ShardFolders.numberOf(key);
    }

    @Override
    public void walk(int shard, EntryVisitor visitor) throws IOException {
        Objects.checkIndex(shard, ShardFolders.COUNT);
        reader.walk(presence.withFolders(() -> reader.shards().list(shard)), visitor);
        presence.require();
    }
}

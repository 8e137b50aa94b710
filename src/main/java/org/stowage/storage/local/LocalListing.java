package org.stowage.storage.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.Listing;

/**
 * Lists and reads the entries in the folders of the shards. Does not use the {@link MetadataCache}, so that a walk does
 * not drive out what clients ask for.
 *
 * @param presence of the store
 * @param folders the shards
 * @param reader reads each entry
 */
record LocalListing(StorePresence presence, ShardFolders folders, SeenTombstones reader) implements Listing {

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
        for (Path path : presence.withFolders(() -> folders.list(shard))) {
            Optional<Entry> entry = readable(path, visitor);
            if (isInterrupted()) {
                throw new InterruptedIOException("the walk was interrupted");
            }
            if (entry.isPresent()) {
                visitor.visit(entry.get());
            }
        }
        presence.require();
    }

    /** Does not report a file that an interrupted thread could not read, because the file is not to blame. */
    private Optional<Entry> readable(Path path, EntryVisitor visitor) {
        try {
            return reader.at(path);
        } catch (IOException e) {
            if (!isInterrupted()) {
                visitor.unreadable(e);
            }
            return Optional.empty();
        }
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}

package org.stowage.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.staging.DiskReserve;
import org.stowage.storage.staging.StagedFile;
import org.stowage.storage.staging.Staging;

/**
 * Puts tombstones in place of files, and takes them away again. One thread at a time in each shard, so that exactly one
 * deletes a file; publications need not wait, for they never replace anything.
 */
final class Tombstones {

    private final ShardFolders shards;
    private final EntryReader reader;
    private final Staging staging;
    private final DiskReserve reserve;
    private final Clock clock;
    private final Object[] locks =
            Stream.generate(Object::new).limit(ShardFolders.COUNT).toArray();

    Tombstones(EntryReader reader, Staging staging, DiskReserve reserve, Clock clock) {
        this.shards = reader.shards();
        this.reader = reader;
        this.staging = staging;
        this.reserve = reserve;
        this.clock = clock;
    }

    Optional<StoredFile> delete(FileKey key, Reason reason) throws IOException {
        synchronized (lockOf(key)) {
            Optional<StoredFile> file;
            try {
                file = fileAt(key);
            } catch (DamagedFileException e) {
                replace(key, reason);
                return Optional.empty();
            }
            if (file.isPresent()) {
                replace(key, reason);
            }
            return file;
        }
    }

    boolean delete(StoredFile file, Reason reason) throws IOException {
        synchronized (lockOf(file.key())) {
            if (fileAt(file.key()).filter(file::equals).isEmpty()) {
                return false;
            }
            replace(file.key(), reason);
            return true;
        }
    }

    boolean purge(Tombstone tombstone) throws IOException {
        FileKey key = tombstone.key();
        synchronized (lockOf(key)) {
            Optional<Entry> entry = reader.at(shards.pathOf(key));
            return entry.filter(tombstone::equals).isPresent() && shards.delete(key);
        }
    }

    private Optional<StoredFile> fileAt(FileKey key) throws IOException {
        return reader.at(shards.pathOf(key))
                .filter(StoredFile.class::isInstance)
                .map(StoredFile.class::cast);
    }

    private void replace(FileKey key, Reason reason) throws IOException {
        ByteBuffer tombstone = reader.trailer().encode(new Tombstone(key, clock.instant(), reason));
        try (StagedFile partial = staging.createSmall()) {
            replace(key, partial, tombstone.duplicate());
        } catch (OutOfSpaceException full) {
            reserve.use(full, partial -> replace(key, partial, tombstone));
        }
        reserve.fill();
    }

    private void replace(FileKey key, StagedFile partial, ByteBuffer tombstone) throws IOException {
        partial.write(tombstone);
        partial.truncate();
        partial.complete(path -> shards.replace(path, key));
    }

    private Object lockOf(FileKey key) {
        return locks[ShardFolders.numberOf(key)];
    }
}

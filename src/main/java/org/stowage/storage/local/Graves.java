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

/**
 * Puts tombstones in place of files, and takes them away again. One thread at a time in each shard, so that exactly one
 * deletes a file; publications need not wait, for they never replace anything.
 */
final class Graves {

    private final Shards shards;
    private final Shelf shelf;
    private final Partials partials;
    private final Reserve reserve;
    private final Clock clock;
    private final Object[] locks =
            Stream.generate(Object::new).limit(Shards.COUNT).toArray();

    Graves(Shelf shelf, Partials partials, Reserve reserve, Clock clock) {
        this.shards = shelf.shards();
        this.shelf = shelf;
        this.partials = partials;
        this.reserve = reserve;
        this.clock = clock;
    }

    Optional<StoredFile> bury(FileKey key, Reason reason) throws IOException {
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

    boolean bury(StoredFile file, Reason reason) throws IOException {
        synchronized (lockOf(file.key())) {
            if (fileAt(file.key()).filter(file::equals).isEmpty()) {
                return false;
            }
            replace(file.key(), reason);
            return true;
        }
    }

    boolean forget(Tombstone tombstone) throws IOException {
        FileKey key = tombstone.key();
        synchronized (lockOf(key)) {
            Optional<Entry> entry = shelf.at(shards.pathOf(key));
            return entry.filter(tombstone::equals).isPresent() && shards.delete(key);
        }
    }

    private Optional<StoredFile> fileAt(FileKey key) throws IOException {
        return shelf.at(shards.pathOf(key)).filter(StoredFile.class::isInstance).map(StoredFile.class::cast);
    }

    private void replace(FileKey key, Reason reason) throws IOException {
        ByteBuffer tombstone = shelf.trailer().encode(new Tombstone(key, clock.instant(), reason));
        try (Partial partial = partials.createSmall()) {
            partial.write(tombstone.duplicate());
            partial.replace(shards, key);
        } catch (OutOfSpaceException full) {
            reserve.use(full, partial -> {
                partial.write(tombstone);
                partial.replace(shards, key);
            });
        }
        reserve.fill();
    }

    private Object lockOf(FileKey key) {
        return locks[Shards.numberOf(key)];
    }
}

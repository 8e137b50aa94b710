package org.stowage.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.format.DamagedFileException;
import org.stowage.storage.staging.DiskReserve;
import org.stowage.storage.staging.StagedLink;
import org.stowage.storage.staging.Staging;

/**
 * Puts tombstones in place of files, and removes them. Works on each shard with one thread at a time, so that exactly
 * one call deletes a file. Publications need not wait, because they never replace anything.
 */
final class Tombstones {

    private final ShardFolders shards;
    private final EntryReader reader;
    private final DiskReserve reserve;
    private final SharedTombstones shared;
    private final Clock clock;
    private final Object[] locks =
            Stream.generate(Object::new).limit(ShardFolders.COUNT).toArray();

    Tombstones(EntryReader reader, Staging staging, DiskReserve reserve, Clock clock) {
        this.shards = reader.shards();
        this.reader = reader;
        this.reserve = reserve;
        this.shared = new SharedTombstones(staging, reserve);
        this.clock = clock;
    }

    Optional<StoredFile> delete(FileKey key, Reason reason) throws IOException {
        Fingerprint name = Fingerprint.of(key);
        synchronized (lockOf(name)) {
            Optional<StoredFile> file;
            try {
                file = fileAt(name);
            } catch (DamagedFileException e) {
                replace(Tombstone.of(name, null, clock.instant(), reason));
                sync(name.firstByte());
                return Optional.empty();
            }
            if (file.isPresent()) {
                replace(Tombstone.of(file.get(), clock.instant(), reason));
                sync(name.firstByte());
            }
            return file;
        }
    }

    boolean delete(StoredFile file, Reason reason) throws IOException {
        synchronized (lockOf(file.fingerprint())) {
            if (!replace(file, reason)) {
                return false;
            }
            sync(file.fingerprint().firstByte());
            return true;
        }
    }

    /** Puts a tombstone in place of a file, if the file is still there. Durable after the next sync of its shard. */
    boolean replace(StoredFile file, Reason reason) throws IOException {
        Fingerprint name = file.fingerprint();
        synchronized (lockOf(name)) {
            if (fileAt(name).filter(file::equals).isEmpty()) {
                return false;
            }
            replace(Tombstone.of(file, clock.instant(), reason));
            return true;
        }
    }

    /** Makes the replacements in a shard durable. */
    void sync(int shard) throws IOException {
        shards.sync(shard);
    }

    boolean purge(Tombstone tombstone) throws IOException {
        Fingerprint name = tombstone.fingerprint();
        synchronized (lockOf(name)) {
            Optional<Entry> entry = reader.at(shards.pathOf(name));
            return entry.filter(tombstone::equals).isPresent() && shards.delete(name);
        }
    }

    private Optional<StoredFile> fileAt(Fingerprint name) throws IOException {
        return reader.at(shards.pathOf(name))
                .filter(StoredFile.class::isInstance)
                .map(StoredFile.class::cast);
    }

    private void replace(Tombstone tombstone) throws IOException {
        ByteBuffer bytes = reader.trailer().encode(tombstone);
        Fingerprint name = tombstone.fingerprint();
        try (StagedLink link = shared.link(tombstone, bytes)) {
            link.put(path -> shards.replace(path, name));
        }
        reserve.fill();
    }

    private Object lockOf(Fingerprint name) {
        return locks[name.firstByte()];
    }
}

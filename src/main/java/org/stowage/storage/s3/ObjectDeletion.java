package org.stowage.storage.s3;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.format.DamagedFileException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Puts tombstones in place of files, and takes them away again. One thread of this process at a time in each shard, so that exactly
 * one deletes a file; other nodes are kept apart by the store, where it {@linkplain Abilities can}.
 */
final class ObjectDeletion {

    private static final int TRIES = 5;

    private final ObjectReader reader;
    private final RecentEntries recent;
    private final ConditionalPut conditionally;
    private final BucketOpening opening;
    private final Clock clock;
    private final Object[] locks =
            Stream.generate(Object::new).limit(ObjectNames.SHARDS).toArray();

    ObjectDeletion(ObjectReader reader, RecentEntries recent, BucketOpening opening, Clock clock) {
        this.reader = reader;
        this.recent = recent;
        this.conditionally = new ConditionalPut(reader.objects());
        this.opening = opening;
        this.clock = clock;
    }

    Optional<StoredFile> delete(FileKey key, Reason reason) throws IOException {
        return delete(Fingerprint.of(key), file -> true, reason);
    }

    boolean delete(StoredFile file, Reason reason) throws IOException {
        return delete(file.fingerprint(), there -> ObjectReader.areSame(there, file), reason)
                .isPresent();
    }

    boolean purge(Tombstone tombstone) throws IOException {
        Fingerprint name = tombstone.fingerprint();
        synchronized (lockOf(name)) {
            Optional<Entry> there = reader.at(name);
            return there.filter(found -> ObjectReader.areSame(found, tombstone)).isPresent()
                    && remove(name, there.get().version());
        }
    }

    /** What took the place of the file between look-up and replacement is looked at again. */
    private Optional<StoredFile> delete(Fingerprint name, Predicate<StoredFile> isMeant, Reason reason)
            throws IOException {
        synchronized (lockOf(name)) {
            for (int attempt = 1; attempt <= TRIES; attempt++) {
                Optional<ObjectPart> end = reader.endOf(name);
                if (end.isEmpty()) {
                    return Optional.empty();
                }
                Optional<StoredFile> file;
                try {
                    file = fileIn(end.get(), name).filter(isMeant);
                    if (file.isEmpty()) {
                        return file;
                    }
                } catch (DamagedFileException e) {
                    file = Optional.empty();
                }
                if (replace(end.get(), tombstoneOf(name, file, reason))) {
                    return file;
                }
            }
            throw new IOException(name + " is replaced again and again");
        }
    }

    private Optional<StoredFile> fileIn(ObjectPart end, Fingerprint name) throws IOException {
        return reader.read(end, name) instanceof StoredFile file ? Optional.of(file) : Optional.empty();
    }

    private Tombstone tombstoneOf(Fingerprint name, Optional<StoredFile> file, Reason reason) {
        return file.map(known -> Tombstone.of(known, clock.instant(), reason))
                .orElseGet(() -> Tombstone.of(name, null, clock.instant(), reason));
    }

    private boolean replace(ObjectPart file, Tombstone by) throws IOException {
        PutCondition condition =
                opening.get().abilities().replacesIfSame() ? PutCondition.of(file.version()) : PutCondition.NONE;
        ObjectBody body = ObjectBody.of(reader.trailer().encode(by));
        try {
            return conditionally
                    .write(reader.names().of(by.fingerprint()), body, condition)
                    .isPresent();
        } finally {
            recent.changed(by.fingerprint());
        }
    }

    private boolean remove(Fingerprint name, String version) throws IOException {
        try {
            return removeObject(name, version);
        } finally {
            recent.changed(name);
        }
    }

    /** False if another node was faster. */
    private boolean removeObject(Fingerprint name, String version) throws IOException {
        String key = reader.names().of(name);
        if (!opening.get().abilities().deletesIfSame()) {
            reader.objects().delete(key);
            return true;
        }
        return reader.objects().patiently(client -> {
            try {
                reader.objects().deleteOnce(client, key, version);
                return true;
            } catch (SdkException e) {
                Failure failure = new Failure(e, reader.objects().bucket());
                if (failure.isConditionFailed() || failure.isNotFound()) {
                    return false;
                }
                throw e;
            }
        });
    }

    private Object lockOf(Fingerprint name) {
        return locks[name.firstByte()];
    }
}

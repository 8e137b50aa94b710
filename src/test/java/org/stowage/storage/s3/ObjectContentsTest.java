package org.stowage.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileKey;
import org.stowage.storage.KeptFile;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.s3.FaultyWire.Fault;

/** Small files in memory, and what the store is still asked for them. */
@Timeout(120)
final class ObjectContentsTest {

    private static final FileKey KEY = new FileKey("foo/bar.jpg");
    private static final long LIMIT = 400_000;

    @TempDir
    private Path folder;

    private final BucketPlace direct = ObjectStoreServer.shared().newBucket();
    private final AtomicLong now = new AtomicLong();
    private final ContentCache cache = new ContentCache(() -> LIMIT);
    private FaultyWire wire;
    private S3Repository repository;

    @BeforeEach
    void open() throws IOException {
        wire = new FaultyWire(ObjectStoreServer.shared().port());
        repository = S3Repository.open(
                new BucketAccess(
                        ObjectStoreServer.bucket(wire.endpoint(), direct.name()), ObjectStoreServer.KEY, false),
                folder,
                cache,
                Clock.systemUTC(),
                now::get);
    }

    @AfterEach
    void close() throws IOException {
        repository.close();
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 40_000, ContentCache.LARGEST_BYTES})
    void smallFileThatIsAskedForAgainComesFromMemory(int size) throws IOException {
        StoredFile file = hot(KEY, size);
        int asked = wire.requests();
        KeptFile kept = repository.kept(KEY).orElseThrow();
        assertThat(kept.file()).isEqualTo(file);
        assertThat(kept.slice(0, size)).isEqualTo(ByteBuffer.wrap(bytes(size)));
        assertThat(repository.known(KEY)).contains(file);
        assertThat(wire.requests()).isEqualTo(asked);
    }

    /** A client that has uploaded sends the URL to others at once. */
    @Test
    void publicationIsKnownWithoutARequest() throws IOException {
        StoredFile file = store(KEY, 5);
        int asked = wire.requests();
        assertThat(repository.known(KEY)).contains(file);
        assertThat(wire.requests()).isEqualTo(asked);
    }

    @Test
    void afterTheBoundOneLookUpShowsThatTheContentIsStillTheSame() throws IOException {
        StoredFile file = hot(KEY, 1000);
        passTheBound();
        assertThat(repository.known(KEY)).isEmpty();
        assertThat(repository.kept(KEY)).isEmpty();
        int asked = wire.requests();
        assertThat(repository.find(KEY)).contains(file);
        assertThat(repository.keep(file)).isPresent();
        assertThat(repository.kept(KEY)).isPresent();
        assertThat(wire.requests()).isEqualTo(asked + 1);
    }

    @Test
    void whatIsKnownIsToldWhileTheStoreDoesNotAnswer() throws IOException {
        hot(KEY, 1000);
        wire.arm(Fault.STALLS, "GET", 1000);
        assertThat(repository.known(KEY)).isPresent();
        assertThat(repository.kept(KEY)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"by key", "by file", "several"})
    void deletionByThisProcessIsSeenAtOnce(String how) throws IOException {
        StoredFile file = hot(KEY, 1000);
        switch (how) {
            case "by key" -> repository.delete(KEY, Reason.DELETED);
            case "by file" -> repository.delete(file, Reason.DELETED);
            default -> repository.deleteAll(java.util.List.of(file), Reason.DELETED);
        }
        assertThat(repository.known(KEY)).isEmpty();
        assertThat(repository.kept(KEY)).isEmpty();
        assertThat(cache.bytes()).isZero();
        assertThat(repository.find(KEY).orElseThrow()).isInstanceOf(Tombstone.class);
    }

    /** It may have been done. */
    @Test
    void deletionWhoseResultIsNotKnownIsTakenForDone() throws IOException {
        hot(KEY, 1000);
        wire.arm(Fault.ANSWER_IS_LOST, "PUT", 100);
        try {
            repository.delete(KEY, Reason.DELETED);
        } catch (IOException e) {
            // That is what is tried.
        }
        assertThat(repository.known(KEY)).isEmpty();
        assertThat(repository.kept(KEY)).isEmpty();
    }

    @Test
    void deletionByAnotherProcessIsSeenWithinTheBound() throws IOException {
        StoredFile file = hot(KEY, 1000);
        try (S3Repository other = ObjectStoreServer.open(direct, folder.resolve("other"))) {
            assertThat(other.delete(file, Reason.TAKEN_DOWN)).isTrue();
        }
        passTheBound();
        assertThat(repository.known(KEY)).isEmpty();
        assertThat(repository.kept(KEY)).isEmpty();
        assertThat(repository.find(KEY).orElseThrow()).isInstanceOf(Tombstone.class);
        assertThat(repository.known(KEY).orElseThrow()).isInstanceOf(Tombstone.class);
        assertThat(repository.kept(KEY)).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    /** It is asked for again while it is being deleted: what is told afterwards is not from before. */
    @Test
    void whatIsReadDuringADeletionIsNotTakenForNews() throws Exception {
        for (int round = 0; round < 20; round++) {
            FileKey key = new FileKey("race/" + round);
            StoredFile file = hot(key, 1000);
            Thread reader = new Thread(() -> read(file));
            reader.start();
            repository.delete(file, Reason.DELETED);
            reader.join();
            assertThat(repository.known(key).filter(StoredFile.class::isInstance))
                    .isEmpty();
            assertThat(repository.kept(key)).isEmpty();
        }
    }

    @Test
    void nothingIsRememberedOfWhatIsNotThere() throws IOException {
        assertThat(repository.find(KEY)).isEmpty();
        assertThat(repository.known(KEY)).isEmpty();
    }

    @Test
    void contentsTakeNoMoreThanTheLimit() throws IOException {
        for (int number = 0; number < 20; number++) {
            hot(new FileKey("f" + number), 40_000);
        }
        assertThat(cache.bytes()).isBetween(LIMIT / 2, LIMIT);
    }

    private void read(StoredFile file) {
        try {
            for (int times = 0; times < 5; times++) {
                Optional<StoredFile> there = repository
                        .find(file.key())
                        .filter(StoredFile.class::isInstance)
                        .map(StoredFile.class::cast);
                if (there.isPresent()) {
                    repository.keep(there.get());
                }
            }
        } catch (java.nio.file.NoSuchFileException e) {
            // It is deleted now.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void passTheBound() {
        now.addAndGet(TimeUnit.SECONDS.toNanos(RecentEntries.SECONDS));
    }

    /** Stores a file and asks for it until it is kept. */
    private StoredFile hot(FileKey key, int size) throws IOException {
        StoredFile file = store(key, size);
        assertThat(repository.keep(file)).as("asked for once").isEmpty();
        assertThat(repository.keep(file)).isPresent();
        return file;
    }

    private StoredFile store(FileKey key, int size) throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(key, size, "image/jpeg"))) {
            upload.write(ByteBuffer.wrap(bytes(size)));
            return upload.publish();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}

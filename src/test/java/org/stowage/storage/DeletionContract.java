package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowage.storage.Tombstone.Reason;

/** What every repository promises of deletions and tombstones; each backend runs all of it. */
@Timeout(120)
public abstract class DeletionContract {

    private static final FileKey KEY = new FileKey("foo/très cool.jpg");
    private static final int THREADS = 8;
    private static final int RACES = 50;
    private static final int MANY = 40;

    /** Returns the repository under test, empty before each test. */
    protected abstract FileRepository repository();

    @ParameterizedTest
    @EnumSource
    void deletedFileLeavesATombstoneAndCannotBeOpened(Reason reason) throws IOException {
        StoredFile file = store(KEY, "hello");
        assertThat(repository().delete(KEY, reason)).contains(file);
        assertThat(tombstone(KEY).fingerprint()).isEqualTo(Fingerprint.of(KEY));
        assertThat(tombstone(KEY).reason()).isEqualTo(reason);
        assertThat(tombstone(KEY).deleted())
                .isBetween(file.stored(), file.stored().plusSeconds(3660));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> repository().contentOf(file).open());
    }

    @Test
    void tombstoneIsKnownAsAFileIs() throws IOException {
        store(KEY, "hello");
        assertThat(repository().find(KEY)).isPresent();
        repository().delete(KEY, Reason.DELETED);
        assertThat(repository().known(KEY)).isEmpty();
        Tombstone tombstone = tombstone(KEY);
        assertThat(repository().known(KEY)).isIn(Optional.empty(), Optional.of(tombstone));
    }

    @Test
    void tombstoneOfATenantIsItsOwn() throws IOException {
        FileKey key = new FileKey("montague", KEY.path());
        store(KEY, "hello");
        store(key, "hello");
        repository().delete(key, Reason.DELETED);
        assertThat(tombstone(key).fingerprint()).isEqualTo(Fingerprint.of(key));
        assertThat(repository().find(KEY).orElseThrow()).isInstanceOf(StoredFile.class);
    }

    @Test
    void tombstoneOfATokenThatEndsSaysWhenItIsUseless() throws IOException {
        Instant tokenEnds = Instant.parse("2100-01-02T03:04:05Z");
        try (PendingUpload upload = repository().begin(new Slot(KEY, 0, "image/jpeg", null, null, tokenEnds))) {
            upload.publish();
        }
        store(new FileKey("foo/endless.jpg"), "");
        repository().delete(KEY, Reason.DELETED);
        repository().delete(new FileKey("foo/endless.jpg"), Reason.DELETED);
        assertThat(tombstone(KEY).until()).isEqualTo(Instant.parse("2100-01-03T04:00:00Z"));
        assertThat(tombstone(new FileKey("foo/endless.jpg")).until()).isNull();
    }

    @Test
    void otherFilesStay() throws IOException {
        store(KEY, "hello");
        StoredFile above = store(new FileKey("foo"), "x");
        StoredFile below = store(new FileKey("foo/très cool.jpg/y"), "y");
        repository().delete(KEY, Reason.DELETED);
        assertThat(repository().find(above.key())).contains(above);
        assertThat(repository().find(below.key())).contains(below);
    }

    @Test
    void secondDeletionFindsNothingAndTheTombstoneStaysAsItIs() throws IOException {
        StoredFile file = store(KEY, "hello");
        repository().delete(KEY, Reason.EXPIRED);
        Tombstone tombstone = tombstone(KEY);
        assertThat(repository().delete(KEY, Reason.DELETED)).isEmpty();
        assertThat(repository().delete(file, Reason.DELETED)).isFalse();
        assertThat(repository().find(KEY)).contains(tombstone);
    }

    @Test
    void deletionOfAFileThatNeverWasFindsNothingAndLeavesNothing() throws IOException {
        assertThat(repository().delete(KEY, Reason.DELETED)).isEmpty();
        assertThat(repository().find(KEY)).isEmpty();
        store(KEY, "hello");
    }

    @Test
    void onlyTheVeryFileIsDeletedThatWasMeant() throws IOException {
        StoredFile file = store(KEY, "hello");
        StoredFile other = storedAt(file, file.stored().minusNanos(1));
        assertThat(repository().delete(other, Reason.EXPIRED)).isFalse();
        assertThat(repository().find(KEY)).contains(file);
        assertThat(repository().delete(file, Reason.EXPIRED)).isTrue();
        assertThat(tombstone(KEY).reason()).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void whoReadsAFileReadsOnOrIsToldThatItIsGone() throws IOException {
        StoredFile file = store(KEY, "hello");
        try (Content content = repository().contentOf(file).open()) {
            assertThat(read(content, 0, 2)).isEqualTo("he");
            assertThat(repository().delete(KEY, Reason.DELETED)).contains(file);
            assertThat(readOrGone(content, 2, 3)).isIn("llo", "gone");
            repository().purge(tombstone(KEY));
            store(KEY, "other");
            assertThat(readOrGone(content, 0, 5)).isIn("hello", "gone");
        }
    }

    @Test
    void keyOfADeletedFileIsNotFree() throws IOException {
        store(KEY, "hello");
        repository().delete(KEY, Reason.DELETED);
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store(KEY, "world"));
        assertThat(tombstone(KEY).reason()).isEqualTo(Reason.DELETED);
    }

    @Test
    void uploadThatIsPendingWhileAnotherIsDeletedIsNotPublished() throws IOException {
        try (PendingUpload upload = repository().begin(new Slot(KEY, 5, "image/jpeg"))) {
            upload.write(utf8("world"));
            store(KEY, "hello");
            repository().delete(KEY, Reason.DELETED);
            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(upload::publish);
        }
        assertThat(tombstone(KEY).reason()).isEqualTo(Reason.DELETED);
    }

    @Test
    void pendingUploadOfAnUnusedKeyIsNotTouched() throws IOException {
        try (PendingUpload upload = repository().begin(new Slot(KEY, 5, "image/jpeg"))) {
            upload.write(utf8("hello"));
            assertThat(repository().delete(KEY, Reason.DELETED)).isEmpty();
            StoredFile published = upload.publish();
            assertThat(repository().find(KEY)).contains(published);
        }
    }

    @Test
    void keyOfAForgottenFileIsFreeAgain() throws IOException {
        StoredFile first = store(KEY, "hello");
        repository().delete(KEY, Reason.DELETED);
        assertThat(repository().purge(tombstone(KEY))).isTrue();
        assertThat(repository().find(KEY)).isEmpty();
        StoredFile second = store(KEY, "world!");
        assertThat(repository().find(KEY)).contains(second);
        assertThat(second.tag()).isNotEqualTo(first.tag());
        assertThat(repository().delete(KEY, Reason.EVICTED)).contains(second);
    }

    @Test
    void onlyTheVeryTombstoneIsForgottenThatWasMeant() throws IOException {
        Tombstone never = Tombstone.of(Fingerprint.of(KEY), null, Instant.EPOCH, Reason.DELETED);
        assertThat(repository().purge(never)).isFalse();
        StoredFile file = store(KEY, "hello");
        assertThat(repository().purge(never)).isFalse();
        assertThat(repository().find(KEY)).contains(file);
        repository().delete(KEY, Reason.DELETED);
        Tombstone tombstone = tombstone(KEY);
        assertThat(repository().purge(never)).isFalse();
        assertThat(repository().find(KEY)).contains(tombstone);
        assertThat(repository().purge(tombstone)).isTrue();
        assertThat(repository().purge(tombstone)).isFalse();
    }

    @Test
    void filesThatAreDeletedTogetherLeaveATombstoneEach() throws IOException {
        List<StoredFile> files = storeMany("together");
        StoredFile other = store(KEY, "hello");
        DeletedFiles deleted = repository().deleteAll(files, Reason.EVICTED);
        assertThat(deleted.files()).containsExactlyInAnyOrderElementsOf(files);
        assertThat(deleted.failures()).isEmpty();
        for (StoredFile file : files) {
            assertThat(tombstone(file.key()).reason()).isEqualTo(Reason.EVICTED);
            assertThat(tombstone(file.key()).fingerprint()).isEqualTo(file.fingerprint());
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> repository().contentOf(file).open());
        }
        assertThat(repository().find(KEY)).contains(other);
    }

    @Test
    void ofFilesThatAreDeletedTogetherOnlyThoseAreToldThatWereThere() throws IOException {
        List<StoredFile> files = storeMany("together");
        StoredFile gone = files.get(3);
        repository().delete(gone, Reason.DELETED);
        StoredFile there = files.get(4);
        StoredFile another = storedAt(there, there.stored().minusNanos(1));
        StoredFile never = new StoredFile(new Slot(KEY, 5, "image/jpeg"), there.sha256(), there.stored());
        List<StoredFile> asked = List.of(files.get(0), gone, another, never, files.get(0), files.get(1));
        DeletedFiles deleted = repository().deleteAll(asked, Reason.EXPIRED);
        assertThat(deleted.files()).containsExactlyInAnyOrder(files.get(0), files.get(1));
        assertThat(deleted.failures()).isEmpty();
        assertThat(tombstone(gone.key()).reason()).isEqualTo(Reason.DELETED);
        assertThat(repository().find(there.key())).contains(there);
        assertThat(repository().find(KEY)).isEmpty();
    }

    @Test
    void noFilesCanBeDeletedTogether() throws IOException {
        assertThat(repository().deleteAll(List.of(), Reason.EXPIRED)).isEqualTo(new DeletedFiles(List.of(), Map.of()));
    }

    @Test
    void eachOfManyFilesIsToldToOneOfThoseWhoDeleteThemTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<StoredFile> files = storeMany("race");
            List<Future<DeletedFiles>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                List<StoredFile> shuffled = new ArrayList<>(files);
                Collections.rotate(shuffled, thread * files.size() / THREADS);
                all.add(threads.submit(() -> repository().deleteAll(shuffled, Reason.EVICTED)));
            }
            Future<Boolean> single = threads.submit(() -> repository().delete(files.get(0), Reason.EVICTED));
            List<StoredFile> told = new ArrayList<>(single.get() ? List.of(files.get(0)) : List.of());
            for (Future<DeletedFiles> each : all) {
                told.addAll(each.get().files());
                assertThat(each.get().failures()).isEmpty();
            }
            assertThat(told).containsExactlyInAnyOrderElementsOf(files);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofManyDeletionsExactlyOneFindsTheFile() throws Exception {
        race(key -> {
            StoredFile file = store(key, "hello");
            return () -> repository()
                    .delete(key, Reason.DELETED)
                    .filter(file::equals)
                    .isPresent();
        });
    }

    @Test
    void ofManyDeletionsOfTheVeryFileExactlyOneFindsIt() throws Exception {
        race(key -> {
            StoredFile file = store(key, "hello");
            return () -> repository().delete(file, Reason.EXPIRED);
        });
    }

    @Test
    void ofManyForgettersExactlyOneFindsTheTombstone() throws Exception {
        race(key -> {
            store(key, "hello");
            repository().delete(key, Reason.DELETED);
            Tombstone tombstone = tombstone(key);
            return () -> repository().purge(tombstone);
        });
    }

    /** In any order: after the deletion nobody sees the file, and no second upload succeeds. */
    @Test
    void deletionAndPublicationAtTheSameTimeLeaveAFileOrATombstone() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int race = 0; race < RACES; race++) {
                FileKey key = new FileKey("race/" + race);
                CyclicBarrier barrier = new CyclicBarrier(3);
                Future<Boolean> first = threads.submit(() -> publishes(key, barrier));
                Future<Boolean> second = threads.submit(() -> publishes(key, barrier));
                Future<Boolean> deleted = threads.submit(() -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    return repository().delete(key, Reason.DELETED).isPresent();
                });
                assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(true, false);
                Class<?> left = deleted.get() ? Tombstone.class : StoredFile.class;
                assertThat(repository().find(key).orElseThrow()).isInstanceOf(left);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** In any order: nothing is left if the purge came after the deletion, else the tombstone is left. */
    @Test
    void deletionAndPurgeAtTheSameTimeLeaveATombstoneOrNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int race = 0; race < RACES; race++) {
                FileKey key = new FileKey("race/" + race);
                StoredFile file = store(key, "hello");
                Tombstone expected = Tombstone.of(file, file.stored(), Reason.DELETED);
                CyclicBarrier barrier = new CyclicBarrier(2);
                Future<Boolean> deleted = threads.submit(() -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    return repository().delete(file, Reason.DELETED);
                });
                Future<Boolean> purged = threads.submit(() -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    return repository().purge(expected);
                });
                assertThat(deleted.get()).isTrue();
                boolean free = purged.get();
                Optional<Entry> left = repository().find(key);
                assertThat(left.isEmpty()).isEqualTo(free);
                assertThat(left.filter(StoredFile.class::isInstance)).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A reader that opens a file sees all of it or nothing, never the bytes that replaced it. */
    @Test
    void readersSeeTheFileOrNothingWhileItIsDeleted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int race = 0; race < RACES; race++) {
                FileKey key = new FileKey("race/" + race);
                StoredFile file = store(key, "hello");
                List<Future<Integer>> readers = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    readers.add(threads.submit(() -> readUntilGone(file)));
                }
                repository().delete(key, Reason.DELETED);
                for (Future<Integer> reader : readers) {
                    assertThat(reader.get(30, TimeUnit.SECONDS)).isNotNegative();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<StoredFile> storeMany(String folder) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            files.add(store(new FileKey(folder + "/" + number), "hello"));
        }
        return files;
    }

    /** The same publication at another time, as if it were another one. */
    private static StoredFile storedAt(StoredFile file, Instant moment) {
        return new StoredFile(file.slot(), file.checksums(), moment, file.id(), "");
    }

    /** Stores a file of that content. */
    protected final StoredFile store(FileKey key, String content) throws IOException {
        ByteBuffer bytes = utf8(content);
        try (PendingUpload upload = repository().begin(new Slot(key, bytes.remaining(), "image/jpeg"))) {
            upload.write(bytes);
            return upload.publish();
        }
    }

    /** Returns the tombstone that must be there. */
    protected final Tombstone tombstone(FileKey key) throws IOException {
        return (Tombstone) repository().find(key).orElseThrow();
    }

    /** Makes a task for a key that many threads run at once. */
    private interface Race {
        Callable<Boolean> on(FileKey key) throws IOException;
    }

    private static void race(Race race) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < RACES; round++) {
                Callable<Boolean> attempt = race.on(new FileKey("race/" + round));
                List<Future<Boolean>> attempts = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    attempts.add(threads.submit(attempt));
                }
                int successes = 0;
                for (Future<Boolean> each : attempts) {
                    successes += each.get() ? 1 : 0;
                }
                assertThat(successes).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean publishes(FileKey key, CyclicBarrier barrier) throws Exception {
        try (PendingUpload upload = repository().begin(new Slot(key, 5, "image/jpeg"))) {
            upload.write(utf8("hello"));
            barrier.await(30, TimeUnit.SECONDS);
            upload.publish();
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Returns how often it was there. */
    private int readUntilGone(StoredFile file) throws IOException {
        for (int times = 0; ; times++) {
            try (Content content = repository().contentOf(file).open()) {
                assertThat(read(content, 0, 5)).isEqualTo("hello");
            } catch (NoSuchFileException e) {
                return times;
            }
        }
    }

    private static String readOrGone(Content content, long position, int length) throws IOException {
        try {
            return read(content, position, length);
        } catch (NoSuchFileException e) {
            return "gone";
        }
    }

    /** Reads some of a content. */
    protected static String read(Content content, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            content.read(bytes, position + bytes.position());
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }
}

package org.stowage.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.Ban;
import org.stowage.storage.Content;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.Durability;

/**
 * The power is cut after each operation on the disk, and what was not synced is kept or lost, names and bytes
 * independently. The store that is opened then keeps all that was acknowledged, and nothing is half there.
 */
@Timeout(600)
final class PowerCutTest {

    private static final int TOGETHER = 24;
    private static final String FREE = "free";
    private static final String TOMBSTONE = "tombstone";

    @TempDir
    private Path folder;

    private final Map<String, String> states = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private Path real;
    private DiskJournal changes;

    @BeforeEach
    void begin() throws IOException {
        real = Files.createDirectory(folder.toRealPath().resolve("recorded"));
        changes = new DiskJournal(real);
    }

    @Test
    void whatWasAcknowledgedHoldsAfterAPowerCutAtAnyMoment() throws Exception {
        record(new RecordedFiles(changes).path(real));
        replay();
        assertThat(seen).hasSizeGreaterThan(100);
    }

    /**
     * Shared tombstones have at most three names here; the third is the last name of its file, and another is written.
     */
    @Test
    void deletedFilesStayDeletedAfterAPowerCutAtAnyMoment() throws Exception {
        Path root = new RecordedFiles(changes, 3).path(real);
        try (FileRepository store = open(root.resolve("srv/store"), root.resolve("data/upload"))) {
            for (int number = 0; number < 7; number++) {
                put(store, "file-" + number, "content");
                delete(store, "file-" + number);
            }
            deleteTogether(store, 7, 12);
            change(
                    "file-1",
                    FREE,
                    () -> store.purge(
                            (Tombstone) store.find(new FileKey("file-1")).orElseThrow()));
        }
        replay();
        assertThat(seen).hasSizeGreaterThan(100);
    }

    /** Syncs of many uploads overlap; two of them want one URL. */
    @Test
    void uploadsThatEndTogetherHoldAfterAPowerCutAtAnyMoment() throws Exception {
        Path root = new RecordedFiles(changes).path(real);
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);
        try (FileRepository store = open(root.resolve("srv/store"), root.resolve("data/upload"))) {
            List<Callable<Boolean>> uploads = new ArrayList<>();
            for (int number = 0; number < TOGETHER; number++) {
                String key = "file-" + Math.max(1, number);
                changes.promise(key, FREE, "content");
                uploads.add(() -> publishes(store, key));
            }
            int published = 0;
            for (Future<Boolean> upload : threads.invokeAll(uploads)) {
                published += upload.get() ? 1 : 0;
            }
            assertThat(published).isEqualTo(TOGETHER - 1);
        } finally {
            threads.shutdownNow();
        }
        replay();
        assertThat(seen).hasSizeGreaterThan(100);
    }

    /** Who is refused knows nothing of the other upload's sync. */
    private boolean publishes(FileRepository store, String key) throws IOException {
        try {
            upload(store, key, "content");
            changes.promise(key, "content");
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private void record(Path root) throws IOException {
        Path base = root.resolve("srv/store");
        Path memory = root.resolve("data/upload");
        try (FileRepository store = open(base, memory)) {
            String id = KnownStore.read(memory).orElseThrow().id();
            changes.promise("id", id);
            changes.promise("memory", id);
            put(store, "a", "first");
            put(store, "b", "x".repeat(3000));
            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> upload(store, "a", "again"));
            delete(store, "a");
            delete(store, "b");
            change(
                    "b",
                    FREE,
                    () -> store.purge((Tombstone) store.find(new FileKey("b")).orElseThrow()));
            put(store, "b", "second");
            bans(store, base);
            tidyAway(base, Folders.shard(ShardFolders.numberOf(new FileKey("c"))));
            put(store, "c", "third");
        }
        try (FileRepository store = open(base, memory)) {
            put(store, "d", "fourth");
            delete(store, "d");
        }
    }

    private void bans(FileRepository store, Path base) throws IOException {
        for (String empty : List.of("bans/path", "bans/owner", "bans/content", "bans")) {
            tidyAway(base, empty);
        }
        change("ban romeo", "banned", () -> store.bans().add(ban("romeo")));
        change("ban juliet", "banned", () -> store.bans().add(ban("juliet")));
        change("ban romeo", FREE, () -> store.bans().remove(Ban.Kind.OWNER, "romeo"));
    }

    /** What a script removes is removed for good. */
    private static void tidyAway(Path base, String name) throws IOException {
        Path gone = base.resolve(name);
        Files.delete(gone);
        new Disk(base, Durability.FSYNC).syncDirectory(Objects.requireNonNull(gone.getParent()));
    }

    private void put(FileRepository store, String key, String content) throws IOException {
        change(key, content, () -> upload(store, key, content));
    }

    private void delete(FileRepository store, String key) throws IOException {
        change(key, TOMBSTONE, () -> store.delete(new FileKey(key), Reason.TAKEN_DOWN));
    }

    /** Until the deletion returns, each file is there or not. */
    private void deleteTogether(FileRepository store, int from, int to) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (int number = from; number < to; number++) {
            put(store, "file-" + number, "content");
            changes.promise("file-" + number, "content", TOMBSTONE);
            files.add((StoredFile) store.find(new FileKey("file-" + number)).orElseThrow());
        }
        assertThat(store.deleteAll(files, Reason.TAKEN_DOWN).files()).hasSameElementsAs(files);
        for (int number = from; number < to; number++) {
            changes.promise("file-" + number, TOMBSTONE);
        }
    }

    /** While the change goes on, both states are right; after it has returned, only the new one. */
    private void change(String subject, String after, Change change) throws IOException {
        changes.promise(subject, states.getOrDefault(subject, FREE), after);
        change.make();
        changes.promise(subject, after);
        states.put(subject, after);
    }

    private static void upload(FileRepository store, String key, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        try (PendingUpload upload = store.begin(new Slot(new FileKey(key), bytes.length, "a/b"))) {
            upload.write(ByteBuffer.wrap(bytes));
            upload.publish();
        }
    }

    private void replay() throws IOException {
        CrashedDisk disk = new CrashedDisk();
        Map<String, List<String>> promises = new HashMap<>();
        List<DiskJournal.Step> steps = changes.steps();
        for (int step = 0; step < steps.size(); step++) {
            steps.get(step).change().accept(disk);
            promises.putAll(steps.get(step).promises());
            // Of hundreds of folders in a row the last one is enough.
            boolean more = step + 1 < steps.size() && steps.get(step + 1).what().startsWith("mkdir");
            if (!more) {
                cut(disk, promises, step + ", after " + steps.get(step).what());
            }
        }
    }

    private void cut(CrashedDisk disk, Map<String, List<String>> promises, String when) throws IOException {
        for (boolean names : new boolean[] {true, false}) {
            for (boolean bytes : new boolean[] {true, false}) {
                if (seen.add(promises + disk.state(names, bytes))) {
                    Path left = folder.resolve("left");
                    disk.restore(left, names, bytes);
                    verify(
                            left,
                            promises,
                            "step " + when + (names ? "" : ", names lost") + (bytes ? "" : ", bytes lost"));
                    delete(left);
                }
            }
        }
    }

    private static void verify(Path left, Map<String, List<String>> promises, String when) {
        try (LocalRepository store =
                LocalRepository.open(left.resolve("srv/store"), Durability.NONE, Clock.systemUTC())) {
            for (Map.Entry<String, List<String>> promise : promises.entrySet()) {
                assertThat(state(left, store, promise.getKey()))
                        .as("%s, %s", promise.getKey(), when)
                        .isIn(promise.getValue());
            }
            assertThat(store.bans().all(Ban.Kind.OWNER)).as(when).isNotNull();
        } catch (IOException e) {
            throw new AssertionError(when, e);
        }
    }

    private static String state(Path left, LocalRepository store, String subject) throws IOException {
        if (subject.equals("id")) {
            return store.id();
        }
        if (subject.equals("memory")) {
            return KnownStore.read(left.resolve("data/upload")).orElseThrow().id();
        }
        if (subject.startsWith("ban ")) {
            return store.bans().has(Ban.Kind.OWNER, subject.substring(4)) ? "banned" : FREE;
        }
        Optional<Entry> entry = store.find(new FileKey(subject));
        if (entry.isEmpty()) {
            return FREE;
        }
        return entry.get() instanceof StoredFile file ? content(store, file) : TOMBSTONE;
    }

    private static String content(FileRepository store, StoredFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        try (Content content = store.contentOf(file).open()) {
            while (bytes.hasRemaining()) {
                content.read(bytes, bytes.position());
            }
        }
        return new String(bytes.array(), StandardCharsets.US_ASCII);
    }

    private static Ban ban(String owner) {
        return new Ban(Ban.Kind.OWNER, owner, Instant.EPOCH, "spam");
    }

    private static FileRepository open(Path base, Path memory) throws IOException {
        return ReopeningRepository.open(base, Durability.FSYNC, Clock.systemUTC(), memory);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private interface Change {
        void make() throws IOException;
    }
}

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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.staging.Durability;

/** Tombstones that say the same are one file with many names. */
@Timeout(120)
final class SharedTombstonesTest {

    private static final int FILES = 50;

    @TempDir
    private Path folder;

    private final Hand clock = new Hand();
    private LocalRepository repository;

    @BeforeEach
    void open() throws IOException {
        repository = LocalRepository.open(folder, Durability.FSYNC, clock);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void filesThatAreDeletedInOneHourForOneReasonLeaveOne() throws IOException {
        buryAll("a", Reason.EXPIRED, null);
        assertThat(files()).hasSize(1);
        assertThat(namesOf("a/0")).isEqualTo(FILES + 1);
        assertThat(partial()).hasSize(1);
        clock.moment = Instant.parse("2026-01-02T03:59:59.999Z");
        buryAll("b", Reason.EXPIRED, null);
        assertThat(files()).hasSize(1);
        assertThat(namesOf("a/0")).isEqualTo(2 * FILES + 1);
    }

    @Test
    void otherReasonsAndOtherEndsHaveTheirOwn() throws IOException {
        buryAll("a", Reason.EXPIRED, null);
        buryAll("b", Reason.DELETED, null);
        buryAll("c", Reason.DELETED, clock.moment);
        buryAll("d", Reason.DELETED, clock.moment.plus(Duration.ofHours(1)));
        buryAll("e", Reason.EXPIRED, null);
        assertThat(files()).hasSize(4);
        assertThat(partial()).hasSize(4);
        assertThat(tombstone("d/0").until()).isEqualTo(Instant.parse("2026-01-03T05:00:00Z"));
    }

    @Test
    void nextHourHasItsOwnAndTheNameAmongThePartialFilesIsGivenUp() throws IOException {
        buryAll("a", Reason.EXPIRED, null);
        clock.moment = Instant.parse("2026-01-02T04:00:00.001Z");
        buryAll("b", Reason.EXPIRED, null);
        assertThat(files()).hasSize(2);
        assertThat(partial()).hasSize(1);
        assertThat(namesOf("a/0")).isEqualTo(FILES);
        assertThat(tombstone("a/0").deleted()).isEqualTo(Instant.parse("2026-01-02T04:00:00Z"));
        assertThat(tombstone("b/0").deleted()).isEqualTo(Instant.parse("2026-01-02T05:00:00Z"));
    }

    /** Many hours, from a clock that goes back and forth or from tokens that end at any time. */
    @Test
    void namesAmongThePartialFilesDoNotPileUp() throws IOException {
        for (int hour = 0; hour < 200; hour++) {
            bury("a/" + hour, Reason.DELETED, clock.moment.plus(Duration.ofHours(hour)));
        }
        assertThat(partial()).hasSizeLessThanOrEqualTo(64);
        assertThat(files()).hasSize(200);
        clock.moment = clock.moment.minus(Duration.ofHours(5));
        bury("b", Reason.DELETED, null);
        assertThat(tombstone("b").deleted()).isEqualTo(Instant.parse("2026-01-01T23:00:00Z"));
        assertThat(partial()).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void oneIsPurgedAndTheOthersStay() throws IOException {
        buryAll("a", Reason.EXPIRED, null);
        assertThat(repository.purge(tombstone("a/0"))).isTrue();
        assertThat(repository.find(new FileKey("a/0"))).isEmpty();
        store("a/0", null);
        assertThat(tombstone("a/1").fingerprint()).isEqualTo(Fingerprint.of(new FileKey("a/1")));
        assertThat(namesOf("a/1")).isEqualTo(FILES);
    }

    @Test
    void tombstonesOutliveTheProcessThatSharedThem() throws IOException {
        buryAll("a", Reason.EVICTED, null);
        Tombstone before = tombstone("a/7");
        close();
        try (Stream<Path> left = Files.list(folder.resolve("partial"))) {
            assertThat(left).isEmpty();
        }
        open();
        assertThat(repository.find(new FileKey("a/7"))).contains(before);
        assertThat(namesOf("a/7")).isEqualTo(FILES);
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store("a/7", null));
    }

    /** Copying a file from a backup over a tombstone would change all that share it. */
    @Test
    void tombstoneIsNotToBeWrittenInto() throws IOException {
        bury("a", Reason.DELETED, null);
        assertThat(Files.getPosixFilePermissions(pathOf("a"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatATidyScriptRemovesIsMadeAgain(boolean wholeFolder) throws IOException {
        bury("a", Reason.DELETED, null);
        Path shared = partial().get(0);
        Files.delete(shared);
        if (wholeFolder) {
            try (Stream<Path> all = Files.list(shared.getParent())) {
                for (Path each : all.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(shared.getParent());
        }
        bury("b", Reason.DELETED, null);
        bury("c", Reason.DELETED, null);
        assertThat(tombstone("a")).isNotNull();
        assertThat(namesOf("b")).isEqualTo(3);
    }

    /** ext4 allows 65,000. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void filesThatMayHaveFewNamesAreFollowedByOthers(int mostNames) throws IOException {
        openWith(mostNames);
        buryAll("a", Reason.EXPIRED, null);
        assertThat(files()).hasSize((FILES + mostNames - 1) / mostNames);
        for (int number = 0; number < FILES; number++) {
            assertThat(namesOf("a/" + number)).isBetween(1, mostNames);
            assertThat(tombstone("a/" + number).reason()).isEqualTo(Reason.EXPIRED);
        }
        assertThat(partial()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 1000})
    void manyThreadsShareThem(int mostNames) throws Exception {
        openWith(mostNames);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                String of = "thread-" + thread;
                all.add(threads.submit(() -> {
                    buryAll(of, Reason.EVICTED, null);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (int thread = 0; thread < 8; thread++) {
            for (int number = 0; number < FILES; number++) {
                assertThat(tombstone("thread-" + thread + "/" + number).reason())
                        .isEqualTo(Reason.EVICTED);
            }
        }
        assertThat(files()).hasSizeLessThanOrEqualTo(8 * FILES / 2 + 8);
        assertThat(partial()).hasSizeLessThanOrEqualTo(1);
    }

    /** The files are published in the same way. */
    @Test
    void linkWhoseReplyWasLostIsMade() throws IOException {
        close();
        RecordedFiles disk = new RecordedFiles(new DiskJournal(folder.toRealPath()));
        repository = LocalRepository.open(disk.path(folder.toRealPath()), Durability.FSYNC, clock);
        disk.loseReplies();
        buryAll("a", Reason.EXPIRED, null);
        assertThat(files()).hasSize(1);
        assertThat(namesOf("a/0")).isEqualTo(FILES + 1);
        assertThat(partial()).hasSize(1);
    }

    @Test
    void processesThatUseOneStoreShareTheirOwn() throws IOException {
        try (LocalRepository other = LocalRepository.open(folder, Durability.FSYNC, clock)) {
            for (int number = 0; number < FILES; number++) {
                store("a/" + number, null);
                LocalRepository one = number % 2 == 0 ? repository : other;
                assertThat(one.delete(new FileKey("a/" + number), Reason.EXPIRED))
                        .isPresent();
                assertThat(other.find(new FileKey("a/" + number))).contains(tombstone("a/" + number));
            }
        }
        assertThat(files()).hasSize(2);
        bury("b", Reason.EXPIRED, null);
        assertThat(files()).hasSize(2);
        assertThat(partial()).hasSize(1);
    }

    private void openWith(int mostNames) throws IOException {
        close();
        RecordedFiles limited = new RecordedFiles(new DiskJournal(folder.toRealPath()), mostNames);
        repository = LocalRepository.open(limited.path(folder.toRealPath()), Durability.FSYNC, clock);
    }

    private void buryAll(String of, Reason reason, @Nullable Instant tokenEnds) throws IOException {
        for (int number = 0; number < FILES; number++) {
            bury(of + "/" + number, reason, tokenEnds);
        }
    }

    private void bury(String path, Reason reason, @Nullable Instant tokenEnds) throws IOException {
        store(path, tokenEnds);
        assertThat(repository.delete(new FileKey(path), reason)).isPresent();
    }

    private void store(String path, @Nullable Instant tokenEnds) throws IOException {
        Slot slot = new Slot(new FileKey(path), 5, "a/b", null, null, tokenEnds);
        try (PendingUpload upload = repository.begin(slot)) {
            upload.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
            upload.publish();
        }
    }

    private Tombstone tombstone(String path) throws IOException {
        return (Tombstone) repository.find(new FileKey(path)).orElseThrow();
    }

    private Path pathOf(String path) {
        String name = Fingerprint.of(new FileKey(path)).toString();
        return folder.resolve("files").resolve(name.substring(0, 2)).resolve(name);
    }

    private int namesOf(String path) throws IOException {
        return (int) Objects.requireNonNull(Files.getAttribute(pathOf(path), "unix:nlink"));
    }

    /** Returns the inodes of what lies under the final names. */
    private Set<Object> files() throws IOException {
        Set<Object> inodes = new HashSet<>();
        try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                inodes.add(Objects.requireNonNull(Files.getAttribute(path, "unix:ino")));
            }
        }
        return inodes;
    }

    private List<Path> partial() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("partial"))) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("lock") && !path.endsWith("reserve"))
                    .toList();
        }
    }

    /** Stands still unless a test moves it. */
    private static final class Hand extends Clock {

        private volatile Instant moment = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return moment;
        }
    }
}

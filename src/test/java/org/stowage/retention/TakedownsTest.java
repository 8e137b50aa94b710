package org.stowage.retention;

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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowage.audit.AuditLog;
import org.stowage.retention.PublicationResult.Banned;
import org.stowage.retention.PublicationResult.Published;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegionContract;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** Banned files are not stored, and stored ones are deleted, in whatever order ban and upload come. */
@Timeout(120)
final class TakedownsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ROMEO = "romeo@montague.example";

    private static final int ROUNDS = 10;

    /** {@code printf hello | sha256sum}. */
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    private Path folder;

    private FileRepository store;
    private Takedowns takedowns;

    @BeforeEach
    void open() throws IOException {
        store = LocalRepository.open(folder, Durability.NONE, CLOCK);
        takedowns = new Takedowns(store, CLOCK, AuditLog.silent());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsNotBannedIsPublished() throws IOException {
        assertThat(takedowns.banOn(slot("a/b", ROMEO))).isEmpty();
        PublicationResult publication = publish("a/b", ROMEO);
        StoredFile file = ((Published) publication).file();
        assertThat(store.find(new FileKey("a/b"))).contains(file);
    }

    @Test
    void bannedPathIsToldBeforeTheBodyAndWhatIsThereIsTakenDown() throws IOException {
        publish("a/b", ROMEO);
        publish("a/c", ROMEO);
        assertThat(takedowns.banPath(new FileKey("a/b"), "spam")).isEqualTo(new DeletionResult(1, 5, 0, 0));
        assertThat(takedowns.banOn(slot("a/b", ROMEO))).contains(Kind.PATH);
        assertThat(takedowns.banOn(slot("a/c", ROMEO))).isEmpty();
        assertThat(reasonAt("a/b")).contains(Reason.TAKEN_DOWN);
        assertThat(reasonAt("a/c")).isEmpty();
        assertThat(takedowns.bans().all(Kind.PATH)).containsExactly(new Ban(Kind.PATH, "a/b", NOW, "spam"));
    }

    @Test
    void bannedOwnerIsToldBeforeTheBodyAndAllTheirFilesAreTakenDown() throws IOException {
        for (int number = 0; number < 20; number++) {
            publish("a/" + number, number % 2 == 0 ? ROMEO : "juliet@capulet.example");
        }
        publish("a/nobody", null);
        assertThat(takedowns.banOwner(ROMEO, "")).isEqualTo(new DeletionResult(10, 50, 0, 0));
        assertThat(takedowns.banOn(slot("x", ROMEO))).contains(Kind.OWNER);
        assertThat(takedowns.banOn(slot("x", "juliet@capulet.example"))).isEmpty();
        assertThat(takedowns.banOn(slot("x", null))).isEmpty();
        for (int number = 0; number < 20; number++) {
            assertThat(reasonAt("a/" + number).isPresent()).isEqualTo(number % 2 == 0);
        }
    }

    @Test
    void bannedContentIsRefusedAtItsPublicationUnderEveryName() throws IOException {
        publish("a/b", ROMEO);
        assertThat(takedowns.banContent(HELLO, "")).isEqualTo(new DeletionResult(1, 5, 0, 0));
        assertThat(takedowns.banOn(slot("other", null))).isEmpty();
        assertThat(publish("other", null)).isEqualTo(new Banned(Kind.CONTENT));
        assertThat(store.find(new FileKey("other"))).isEmpty();
        assertThat(reasonAt("a/b")).contains(Reason.TAKEN_DOWN);
    }

    @ParameterizedTest
    @EnumSource
    void uploadThatIsPendingMeetsTheBan(Kind kind) throws IOException {
        Slot slot = slot("a/b", ROMEO);
        try (PendingUpload upload = store.begin(slot)) {
            upload.write(hello());
            ban(takedowns, kind, "");
            assertThat(takedowns.publish(upload, slot)).isEqualTo(new Banned(kind));
        }
        assertThat(store.find(slot.key())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void liftedBanLetsUploadsInAgainAndTakesNothingBack(Kind kind) throws IOException {
        publish("a/b", ROMEO);
        ban(takedowns, kind, "");
        lift(kind);
        assertThat(reasonAt("a/b")).contains(Reason.TAKEN_DOWN);
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> publish("a/b", ROMEO));
        assertThat(publish("a/c", ROMEO)).isInstanceOf(Published.class);
    }

    @Test
    void deletedFilesAreNotBanned() throws IOException {
        publish("a/b", ROMEO);
        publish("a/c", ROMEO);
        publish("a/d", null);
        assertThat(takedowns.delete(new FileKey("a/b"))).isTrue();
        assertThat(takedowns.delete(new FileKey("a/b"))).isFalse();
        assertThat(takedowns.deleteOwner(ROMEO)).isEqualTo(new DeletionResult(1, 5, 0, 0));
        assertThat(reasonAt("a/b")).contains(Reason.DELETED);
        assertThat(reasonAt("a/c")).contains(Reason.DELETED);
        assertThat(reasonAt("a/d")).isEmpty();
        assertThat(publish("a/e", ROMEO)).isInstanceOf(Published.class);
    }

    @Test
    void damagedFileDoesNotStopATakedownAndIsCounted() throws IOException {
        publish("a/b", ROMEO);
        StoredFile damaged = ((Published) publish("a/c", ROMEO)).file();
        Files.write(FileRegionContract.fileOf(store, damaged), new byte[3]);
        assertThat(takedowns.banOwner(ROMEO, "")).isEqualTo(new DeletionResult(1, 5, 1, 0));
    }

    /** Once a ban is acknowledged, no file of it is shown, although uploads of it end all the time. */
    @ParameterizedTest
    @EnumSource(names = {"OWNER", "CONTENT"})
    void banAndPublicationsAtTheSameTimeLeaveNothingBanned(Kind kind) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Uploaders uploaders = new Uploaders("race/" + round);
            ban(takedowns, kind, "");
            assertNothingIsThere(kind);
            uploaders.end();
            assertNothingIsThere(kind);
            lift(kind);
        }
    }

    /** Two repositories of one folder stand for two processes: each deletes the files that the other could not see. */
    @ParameterizedTest
    @EnumSource(names = {"OWNER", "CONTENT"})
    void banOfOneProcessAndPublicationsOfAnotherLeaveNothingBanned(Kind kind) throws Exception {
        try (FileRepository other = LocalRepository.open(folder, Durability.NONE, CLOCK)) {
            for (int round = 0; round < ROUNDS; round++) {
                Uploaders uploaders = new Uploaders("race/" + round);
                ban(new Takedowns(other, CLOCK, AuditLog.silent()), kind, "");
                uploaders.end();
                assertNothingIsThere(kind);
                lift(kind);
            }
        }
    }

    @Test
    void banOfAPathAndItsPublicationAtTheSameTimeLeaveNothing() throws Exception {
        try (FileRepository other = LocalRepository.open(folder, Durability.NONE, CLOCK)) {
            racePaths("one", takedowns);
            racePaths("two", new Takedowns(other, CLOCK, AuditLog.silent()));
        }
    }

    private void racePaths(String prefix, Takedowns banning) throws Exception {
        ExecutorService uploader = Executors.newSingleThreadExecutor();
        try {
            for (int race = 0; race < 20 * ROUNDS; race++) {
                String path = prefix + "/" + race;
                CyclicBarrier barrier = new CyclicBarrier(2);
                Future<PublicationResult> upload = uploader.submit(() -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    return publish(path, null);
                });
                barrier.await(30, TimeUnit.SECONDS);
                long takenDown = banning.banPath(new FileKey(path), "").files();
                boolean published = upload.get(30, TimeUnit.SECONDS) instanceof Published;
                assertThat(store.find(new FileKey(path)).filter(StoredFile.class::isInstance))
                        .isEmpty();
                assertThat(published).isIn(false, takenDown == 1);
            }
        } finally {
            uploader.shutdownNow();
        }
    }

    /** Threads that upload the same bytes of one owner under ever new names. */
    private final class Uploaders {

        private static final int THREADS = 4;

        private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        private final List<Future<PublicationResult>> last = new ArrayList<>();
        private final AtomicBoolean ending = new AtomicBoolean();
        private final CountDownLatch published = new CountDownLatch(2 * THREADS);

        Uploaders(String prefix) throws InterruptedException {
            for (int thread = 0; thread < THREADS; thread++) {
                String folder = prefix + "/" + thread;
                last.add(threads.submit(() -> upload(folder)));
            }
            assertThat(published.await(30, TimeUnit.SECONDS)).isTrue();
        }

        /** The uploads that begin after the ban was acknowledged are refused. */
        void end() throws Exception {
            ending.set(true);
            for (Future<PublicationResult> each : last) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isInstanceOf(Banned.class);
            }
            threads.shutdown();
        }

        private PublicationResult upload(String folder) throws IOException {
            for (int number = 0; ; number++) {
                boolean isLast = ending.get();
                PublicationResult publication = publish(folder + "/" + number, ROMEO);
                published.countDown();
                if (isLast) {
                    return publication;
                }
            }
        }
    }

    private void lift(Kind kind) throws IOException {
        for (Ban ban : takedowns.bans().all(kind)) {
            takedowns.bans().remove(kind, ban.value());
        }
    }

    private void assertNothingIsThere(Kind kind) throws IOException {
        BulkDeletion counting = new BulkDeletion(
                store, file -> true, Reason.DELETED, new RetentionAudit(AuditLog.silent()), DeletionWatch.NONE);
        assertThat(counting.walk()).as("left by a ban of %s", kind).isEqualTo(new DeletionResult(0, 0, 0, 0));
    }

    private static void ban(Takedowns banning, Kind kind, String why) throws IOException {
        switch (kind) {
            case PATH -> banning.banPath(new FileKey("a/b"), why);
            case OWNER -> banning.banOwner(ROMEO, why);
            case CONTENT -> banning.banContent(HELLO, why);
        }
    }

    private PublicationResult publish(String path, @Nullable String owner) throws IOException {
        Slot slot = slot(path, owner);
        try (PendingUpload upload = store.begin(slot)) {
            upload.write(hello());
            return takedowns.publish(upload, slot);
        }
    }

    private Optional<Reason> reasonAt(String path) throws IOException {
        return store.find(new FileKey(path)).orElseThrow() instanceof Tombstone tombstone
                ? Optional.of(tombstone.reason())
                : Optional.empty();
    }

    private static Slot slot(String path, @Nullable String owner) {
        return new Slot(new FileKey(path), 5, "text/plain", owner, null);
    }

    private static ByteBuffer hello() {
        return StandardCharsets.UTF_8.encode("hello");
    }
}

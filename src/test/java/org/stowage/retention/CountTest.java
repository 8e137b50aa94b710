package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.MemoryEngine;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Admission.Admitted;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.retention.usage.Usage;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.local.ReopeningRepository;
import org.stowage.storage.staging.Durability;

/** The counts while files are stored and deleted, compared with the store. */
@Timeout(120)
final class CountTest {

    private static final int CLIENTS = 4;
    private static final RetentionRules NONE = new RetentionRules(List.of());
    private static final Quotas COUNTED = new Quotas(1L << 50, null, 1L << 50, 1L << 50, Map.of(), true);

    @TempDir
    private Path folder;

    @Test
    void whatThereWasBeforeTheStartIsCounted() throws IOException {
        try (RetainedStore before = new RetainedStore(folder, NONE, Quotas.NONE)) {
            before.store("a/1", 10, "romeo");
            before.store(new Slot(new FileKey("capulet", "a/1"), 5, "a/b"));
            before.store("a/gone", 10, "romeo");
            before.repository().delete(new FileKey("a/gone"), Reason.DELETED);
        }
        try (RetainedStore store = new RetainedStore(folder, NONE, COUNTED)) {
            assertThat(store.repository().usage()).isEqualTo(new Usage(0, 0, 0, Map.of(), 0, false));
            store.sweeper().sweepNow();
            assertThat(store.repository().usage())
                    .isEqualTo(new Usage(2, 15, 0, Map.of("", 10L, "capulet", 5L), 1, true));
        }
    }

    @Test
    void storeThatIsAwayIsCountedWhenItComesAndKeptInMindWhenItGoes() throws Exception {
        Path base = folder.resolve("store");
        Path elsewhere = folder.resolve("elsewhere");
        try (RetainingRepository repository = open(base);
                PendingUpload upload = repository.begin(new Slot(new FileKey("a"), 0, "a/b"))) {
            upload.publish();
        }
        Files.move(base, elsewhere);
        try (RetainingRepository repository = open(base);
                Sweeper sweeper = new Sweeper(repository)) {
            sweeper.start();
            assertThatExceptionOfType(StoreMissingException.class).isThrownBy(sweeper::sweepNow);
            assertThat(repository.usage().complete()).isFalse();
            Files.move(elsewhere, base);
            while (!repository.usage().complete()) {
                Thread.sleep(10);
            }
            assertThat(repository.usage().files()).isEqualTo(1);
            Files.move(base, elsewhere);
            assertThatExceptionOfType(StoreMissingException.class).isThrownBy(sweeper::sweepNow);
            assertThat(repository.usage().files()).isEqualTo(1);
        }
    }

    private RetainingRepository open(Path base) throws IOException {
        return new RetainingRepository(
                ReopeningRepository.open(base, Durability.NONE, Clock.systemUTC(), folder.resolve("memory/upload")),
                MemoryEngine.place(base),
                () -> RetainedStore.policy(NONE, COUNTED),
                SteadyClock.ofThisMachine(),
                AuditLog.silent());
    }

    @Test
    void quotaOfOwnersThatComesLaterHoldsAtOnce() throws Exception {
        try (RetainedStore store = new RetainedStore(folder, NONE, Quotas.NONE);
                Sweeper sweeper = store.sweeper()) {
            store.store("a/1", 10, "romeo");
            sweeper.start();
            awaitCount(store);
            store.change(NONE, new Quotas(null, null, 15L, null, Map.of(), false));
            assertThat(store.repository().usage().owners()).isEqualTo(1);
            assertThat(store.repository().admit(store.slot("a/2", 6, "romeo"))).isInstanceOf(QuotaExceeded.class);
        }
    }

    @Test
    void filesThatMayGoAreLookedForWhenTheRulesChange() throws Exception {
        RetentionRules ever =
                new RetentionRules(List.of(new Rule("ever", null, null, null, "romeo", null, null, null)));
        Quotas evicting = new Quotas(25L, null, null, null, Map.of(), true);
        try (RetainedStore store = new RetainedStore(folder, ever, evicting);
                Sweeper sweeper = store.sweeper()) {
            store.store("a/1", 10, "romeo");
            store.pass(Duration.ofMinutes(1));
            store.store("a/2", 10, "juliet");
            sweeper.start();
            awaitCount(store);
            store.change(NONE, evicting);
            while (!(store.repository().admit(store.slot("a/3", 10, "juliet")) instanceof Admitted)) {
                Thread.sleep(10);
            }
            assertThat(store.files()).extracting(file -> file.key().path()).containsExactly("a/2");
        }
    }

    /** The clock of the store stands still, so nothing but a change makes the sweeper do anything. */
    private static void awaitCount(RetainedStore store) throws InterruptedException {
        while (!store.repository().usage().complete()) {
            Thread.sleep(10);
        }
    }

    @Test
    void whatAnotherProcessDoesIsCountedByTheNextSweep() throws IOException {
        try (RetainedStore store = new RetainedStore(folder, NONE, COUNTED);
                RetainedStore other = new RetainedStore(folder, NONE, Quotas.NONE)) {
            store.store("a/1", 10, "romeo");
            store.sweeper().sweepNow();
            other.store("a/2", 7, "romeo");
            other.repository().delete(new FileKey("a/1"), Reason.DELETED);
            assertThat(store.repository().usage().bytes()).isEqualTo(10);
            store.sweeper().sweepNow();
            assertThat(store.repository().usage().bytes()).isEqualTo(7);
        }
    }

    @Test
    void countIsExactAlthoughFilesComeAndGoMeanwhile() throws Exception {
        try (RetainedStore before = new RetainedStore(folder, NONE, Quotas.NONE)) {
            for (int i = 0; i < 500; i++) {
                before.store("before/" + i, 1 + i % 50, "owner-" + i % 20);
            }
        }
        for (int round = 0; round < 3; round++) {
            countWhileFilesComeAndGo(round);
        }
    }

    /** The first count fills an empty accounting, the next ones replace what it has: both while files come and go. */
    private void countWhileFilesComeAndGo(int round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        AtomicBoolean goOn = new AtomicBoolean(true);
        try (RetainedStore store = new RetainedStore(folder, NONE, COUNTED)) {
            List<Future<Integer>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String name = round + "-" + client;
                clients.add(threads.submit(() -> comeAndGo(store, name, goOn)));
            }
            store.sweeper().sweepNow();
            store.sweeper().sweepNow();
            goOn.set(false);
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
            assertThat(store.repository().usage()).isEqualTo(recount(store));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Uploads files, and deletes its own and earlier ones, slowly enough that the count can end. */
    private static int comeAndGo(RetainedStore store, String name, AtomicBoolean goOn) throws Exception {
        Random random = new Random(name.hashCode());
        int done = 0;
        while (goOn.get()) {
            store.store(name + "/" + done, random.nextInt(50), "owner-" + random.nextInt(20));
            if (random.nextBoolean()) {
                store.repository().delete(new FileKey(name + "/" + random.nextInt(done + 1)), Reason.DELETED);
            }
            store.repository().delete(new FileKey("before/" + random.nextInt(500)), Reason.DELETED);
            done++;
            Thread.sleep(10);
        }
        return done;
    }

    private static Usage recount(RetainedStore store) throws IOException {
        List<StoredFile> files = store.files();
        long bytes = files.stream().mapToLong(StoredFile::size).sum();
        long owners = files.stream()
                .filter(file -> file.size() > 0)
                .map(file -> file.owner().orElseThrow())
                .distinct()
                .count();
        return new Usage(files.size(), bytes, 0, Map.of("", bytes), (int) owners, true);
    }

    @Test
    void sweeperCountsBySelfAndEndsAtOnce() throws Exception {
        try (RetainedStore store = new RetainedStore(folder, NONE, COUNTED)) {
            store.store("a/1", 10, "romeo");
            Sweeper sweeper = store.sweeper();
            sweeper.start();
            while (!store.repository().usage().complete()) {
                Thread.sleep(5);
            }
            assertThat(store.repository().usage().bytes()).isEqualTo(10);
            sweeper.close();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("stowage-sweeper");
        }
    }

    @Test
    void startedSweeperRemovesWhatExpiresWithinItsInterval() throws Exception {
        RetentionRules rules =
                new RetentionRules(List.of(new Rule("all", Duration.ofDays(1), null, null, null, null, null, null)));
        try (RetainedStore store = new RetainedStore(folder, rules, COUNTED)) {
            for (int i = 0; i < 300; i++) {
                store.store("a/" + i, 10, "romeo");
            }
            store.pass(Duration.ofDays(2));
            Sweeper sweeper = store.sweeper();
            sweeper.start();
            while (store.repository().usage().bytes() > 0
                    || !store.repository().usage().complete()) {
                store.pass(Duration.ofMinutes(1));
                Thread.sleep(1);
            }
            sweeper.close();
            assertThat(store.files()).isEmpty();
            assertThat(store.tombstones()).hasSize(300);
        }
    }
}

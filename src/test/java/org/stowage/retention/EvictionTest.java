package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.retention.policy.Limit;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Admission;
import org.stowage.retention.usage.Admission.Admitted;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.retention.usage.Usage;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegionContract;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;

/** Old files that are evicted for new ones. */
@Timeout(120)
final class EvictionTest {

    private static final RetentionRules NO_RULES = new RetentionRules(List.of());

    @TempDir
    private Path folder;

    private @Nullable RetainedStore opened;

    private @Nullable Sweeper sweeper;

    @AfterEach
    void close() {
        if (sweeper != null) {
            sweeper.close();
        }
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void oldestGoWhenThereIsNearlyTooMuchUntilThereIsLittleEnough() throws Exception {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        for (int i = 0; i < 9; i++) {
            store.store("a/" + i, 10, null);
            store.pass(Duration.ofMinutes(1));
        }
        store.store("b/5-more", 5, null);
        quiet(store);
        assertThat(paths(store)).hasSize(10);
        store.pass(Duration.ofMinutes(1));
        store.store("b/new", 1, null);
        await(() -> paths(store).size() < 11);
        quiet(store);
        assertThat(paths(store))
                .doesNotContain("a/0")
                .contains("a/1", "a/8", "b/5-more", "b/new")
                .hasSize(10);
        assertThat(store.tombstones()).hasSize(1).allMatch(tombstone -> tombstone.reason() == Reason.EVICTED);
        assertThat(store.repository().usage().bytes()).isEqualTo(86);
    }

    @Test
    void uploadThatIsAdmittedAsksForNoMoreRoom() throws Exception {
        RetainedStore store = new RetainedStore(folder, NO_RULES, new Quotas(25L, null, null, null, Map.of(), true));
        opened = store;
        store.store("a/1", 10, null);
        store.store("a/2", 10, null);
        assertThat(store.repository().admit(store.slot("a/3", 10, null))).isInstanceOf(QuotaExceeded.class);
        assertThat(store.repository().accounting().excesses(OptionalLong.empty()))
                .hasSize(1);
        assertThat(store.repository().admit(store.slot("a/3", 10, null))).isInstanceOf(QuotaExceeded.class);
        store.repository().delete(new FileKey("a/1"), Reason.EVICTED);
        Admission admission = store.repository().admit(store.slot("a/3", 10, null));
        try (PendingUpload upload = ((Admitted) admission).upload()) {
            upload.write(ByteBuffer.allocate(10));
            assertThat(store.repository().accounting().excesses(OptionalLong.empty()))
                    .isEmpty();
        }
    }

    @Test
    void uploadThatHasNoRoomIsRefusedUntilTheOldestHaveGone() throws Exception {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        for (int i = 0; i < 9; i++) {
            store.store("a/" + i, 10, null);
            store.pass(Duration.ofMinutes(1));
        }
        QuotaExceeded refused = (QuotaExceeded) store.repository().admit(store.slot("b/new", 25, null));
        assertThat(refused.temporary()).isTrue();
        store.storeAtLast(store.slot("b/new", 25, null));
        assertThat(paths(store)).doesNotContain("a/0", "a/1").contains("b/new");
    }

    @Test
    void quotaThatIsLoweredToNearlyNothingIsKept() throws Exception {
        RetainedStore store = open(new Quotas(1L << 20, null, null, null, Map.of(), true));
        for (int i = 0; i < 2_500; i++) {
            store.store("a/" + i, 10, null);
        }
        store.change(NO_RULES, new Quotas(100L, null, null, null, Map.of(), true));
        await(() -> store.repository().usage().bytes() <= 90);
        assertThat(paths(store)).hasSize(9);
        assertThat(store.tombstones()).hasSize(2_491);
    }

    @Test
    void onlyFilesOfTheOwnerGoForTheOwnersQuota() throws Exception {
        RetainedStore store = open(new Quotas(1000L, null, 20L, null, Map.of(), true));
        store.store("a/1", 10, "juliet");
        store.pass(Duration.ofMinutes(1));
        store.store("a/2", 10, "romeo");
        store.store("a/3", 8, "romeo");
        store.store("a/4", 10, null);
        store.pass(Duration.ofMinutes(1));
        store.storeAtLast(store.slot("a/5", 18, "romeo"));
        assertThat(paths(store)).containsExactlyInAnyOrder("a/1", "a/4", "a/5");
    }

    @Test
    void onlyFilesOfTheTenantGoForTheTenantsQuota() throws Exception {
        RetainedStore store = open(new Quotas(null, null, null, null, Map.of("capulet", 12L), true));
        store.store("a/1", 10, null);
        store.store(new Slot(new FileKey("capulet", "a/2"), 10, "a/b"));
        store.storeAtLast(new Slot(new FileKey("capulet", "a/3"), 10, "a/b"));
        assertThat(paths(store)).containsExactlyInAnyOrder("a/1", "a/3");
    }

    @Test
    void fileThatCannotFitEvictsNobody() throws Exception {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        store.store("a/1", 60, null);
        QuotaExceeded refused = (QuotaExceeded) store.repository().admit(store.slot("a/2", 101, null));
        assertThat(refused.temporary()).isFalse();
        quiet(store);
        assertThat(paths(store)).containsExactly("a/1");
    }

    @Test
    void whatIsHeldForOthersCannotBeEvicted() throws Exception {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        store.store("a/1", 25, null);
        Admission pending = store.repository().admit(store.slot("a/2", 70, null));
        assertThat(pending).isInstanceOf(Admitted.class);
        assertThat(store.repository().admit(store.slot("a/3", 31, null))).isInstanceOf(QuotaExceeded.class);
        quiet(store);
        assertThat(paths(store)).containsExactly("a/1");
        await(() -> store.repository().admit(store.slot("a/3", 30, null)) instanceof Admitted);
        assertThat(paths(store)).isEmpty();
    }

    @Test
    void uploadThatTheDayRefusesEvictsNothing() throws Exception {
        RetainedStore store = open(new Quotas(110L, null, null, 50L, Map.of(), true));
        store.store("a/1", 80, null);
        store.store("a/2", 20, "romeo");
        assertThat(store.repository().admit(store.slot("a/3", 40, "romeo")))
                .isInstanceOfSatisfying(QuotaExceeded.class, exceeded -> {
                    assertThat(exceeded.limit()).isEqualTo(Limit.OWNER_DAILY);
                    assertThat(exceeded.temporary()).isFalse();
                });
        quiet(store);
        assertThat(paths(store)).hasSize(2);
    }

    @Test
    void fileThatARuleKeepsForEverStays() throws Exception {
        RetentionRules rules =
                new RetentionRules(List.of(new Rule("keep", null, null, "keep*", null, null, null, null)));
        RetainedStore store = open(rules, new Quotas(100L, null, null, null, Map.of(), true));
        store.store("a/keep-1", 50, null);
        store.store("a/2", 40, null);
        store.storeAtLast(store.slot("a/3", 40, null));
        assertThat(paths(store)).containsExactlyInAnyOrder("a/keep-1", "a/3");
        assertThat(store.repository().admit(store.slot("a/4", 51, null))).isInstanceOf(QuotaExceeded.class);
        quiet(store);
        assertThat(paths(store)).containsExactlyInAnyOrder("a/keep-1", "a/3");
    }

    @Test
    void agesAreKnownAfterARestart() throws Exception {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        for (int i = 0; i < 9; i++) {
            store.store("a/" + i, 10, null);
            store.pass(Duration.ofMinutes(1));
        }
        close();
        RetainedStore again = open(new Quotas(100L, null, null, null, Map.of(), true));
        again.storeAtLast(again.slot("b/new", 15, null));
        assertThat(paths(again)).doesNotContain("a/0").contains("a/1", "b/new");
    }

    /** A file that another process has deleted cannot be evicted; the next oldest is. */
    @Test
    void fileThatIsGoneAlreadyIsPassedOver() throws Exception {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        store.store("a/1", 45, null);
        store.pass(Duration.ofMinutes(1));
        store.store("a/2", 45, null);
        try (RetainedStore other = new RetainedStore(folder, NO_RULES, Quotas.NONE)) {
            other.repository().delete(new FileKey("a/1"), Reason.DELETED);
            store.storeAtLast(store.slot("a/3", 50, null));
        }
        assertThat(paths(store)).contains("a/3");
        await(() -> {
            store.sweeper().sweepNow();
            return store.repository().usage().bytes()
                    == store.files().stream().mapToLong(StoredFile::size).sum();
        });
    }

    @Test
    void damagedFileKeepsNobodyOut() throws Exception {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        StoredFile damaged = store.store("a/1", 45, null);
        store.pass(Duration.ofMinutes(1));
        store.store("a/2", 45, null);
        Files.write(FileRegionContract.fileOf(store.repository(), damaged), new byte[3]);
        store.storeAtLast(store.slot("a/3", 50, null));
        assertThat(store.repository().find(new FileKey("a/2"))).containsInstanceOf(Tombstone.class);
    }

    @Test
    void uploadsAtTheSameTimeStayWithinTheQuotaAndTheCountStaysRight() throws Exception {
        RetainedStore store = open(new Quotas(1000L, null, 300L, null, Map.of(), true));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> uploads = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> uploadMany(store, thread)))
                    .toList();
            int refused = 0;
            for (Future<Integer> upload : uploads) {
                refused += upload.get();
            }
            assertThat(refused).isLessThan(400);
        } finally {
            threads.shutdown();
        }
        await(() -> store.repository().usage().bytes() <= 950);
        quiet(store);
        List<StoredFile> files = store.files();
        Usage usage = store.repository().usage();
        assertThat(usage.bytes())
                .isEqualTo(files.stream().mapToLong(StoredFile::size).sum());
        assertThat(usage.files()).isEqualTo(files.size());
        assertThat(usage.reserved()).isZero();
        assertThat(store.tombstones()).isNotEmpty();
        assertThat(store.tombstones()).extracting(Tombstone::reason).containsOnly(Reason.EVICTED);
    }

    /** Returns how many of 50 uploads were refused. */
    private static int uploadMany(RetainedStore store, int thread) throws Exception {
        Random random = new Random(thread);
        int refused = 0;
        for (int i = 0; i < 50; i++) {
            String owner = List.of("romeo", "juliet", "tybalt").get(random.nextInt(3));
            int size = 1 + random.nextInt(100);
            if (store.repository().admit(store.slot(thread + "/" + i, size, owner)) instanceof Admitted begun) {
                try (PendingUpload upload = begun.upload()) {
                    Usage usage = store.repository().usage();
                    assertThat(usage.bytes() + usage.reserved()).isLessThanOrEqualTo(1000);
                    upload.write(ByteBuffer.allocate(size));
                    upload.publish();
                }
            } else {
                refused++;
                Thread.sleep(20);
            }
        }
        return refused;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.sleep(10);
        }
    }

    /** Returns when the evicting thread has seen all changes, and has had time to evict too much. */
    private static void quiet(RetainedStore store) throws Exception {
        await(() -> !store.repository().accounting().hasSuspects());
        Thread.sleep(300);
    }

    private static List<String> paths(RetainedStore store) throws IOException {
        return store.files().stream().map(file -> file.key().path()).toList();
    }

    private RetainedStore open(Quotas quotas) throws Exception {
        return open(NO_RULES, quotas);
    }

    private RetainedStore open(RetentionRules rules, Quotas quotas) throws Exception {
        RetainedStore store = new RetainedStore(folder, rules, quotas);
        opened = store;
        sweeper = store.startSweeper();
        return store;
    }
}

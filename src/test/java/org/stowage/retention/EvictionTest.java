package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/** Old files that go for new ones. */
@Timeout(120)
final class EvictionTest {

    @TempDir
    private Path folder;

    private @Nullable RetainedStore opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void oldestGoUntilTheNewOneFits() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        for (int i = 0; i < 10; i++) {
            store.store("a/" + i, 10, null);
            store.pass(Duration.ofMinutes(1));
        }
        store.store("b/new", 25, null);
        assertThat(paths(store)).containsExactlyInAnyOrder("a/3", "a/4", "a/5", "a/6", "a/7", "a/8", "a/9", "b/new");
        assertThat(store.tombstones()).hasSize(3).allMatch(grave -> grave.reason() == Reason.EVICTED);
        assertThat(store.repository().usage().bytes()).isEqualTo(95);
    }

    @Test
    void onlyFilesOfTheOwnerGoForTheOwnersQuota() throws IOException {
        RetainedStore store = open(new Quotas(1000L, null, 20L, null, Map.of(), true));
        store.store("a/1", 10, "juliet");
        store.pass(Duration.ofMinutes(1));
        store.store("a/2", 10, "romeo");
        store.store("a/3", 10, "romeo");
        store.store("a/4", 10, null);
        store.pass(Duration.ofMinutes(1));
        store.store("a/5", 20, "romeo");
        assertThat(paths(store)).containsExactlyInAnyOrder("a/1", "a/4", "a/5");
    }

    @Test
    void onlyFilesOfTheTenantGoForTheTenantsQuota() throws IOException {
        RetainedStore store = open(new Quotas(null, null, null, null, Map.of("capulet", 10L), true));
        store.store("a/1", 10, null);
        store.store(new Slot(new FileKey("capulet", "a/2"), 10, "a/b"));
        store.store(new Slot(new FileKey("capulet", "a/3"), 10, "a/b"));
        assertThat(paths(store)).containsExactlyInAnyOrder("a/1", "a/3");
    }

    @Test
    void fileThatCannotFitEvictsNobody() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        store.store("a/1", 60, null);
        assertThat(store.repository().admit(store.slot("a/2", 101, null))).isInstanceOf(QuotaExceeded.class);
        assertThat(paths(store)).containsExactly("a/1");
    }

    @Test
    void whatIsHeldForOthersCannotBeEvicted() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        store.store("a/1", 30, null);
        Admission pending = store.repository().admit(store.slot("a/2", 70, null));
        assertThat(pending).isInstanceOf(Admitted.class);
        assertThat(store.repository().admit(store.slot("a/3", 31, null))).isInstanceOf(QuotaExceeded.class);
        assertThat(paths(store)).containsExactly("a/1");
        assertThat(store.repository().admit(store.slot("a/3", 30, null))).isInstanceOf(Admitted.class);
        assertThat(paths(store)).isEmpty();
    }

    @Test
    void uploadThatOneLimitRefusesEvictsNothingForAnother() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, 50L, Map.of(), true));
        store.store("a/1", 80, null);
        store.store("a/2", 20, "romeo");
        assertThat(store.repository().admit(store.slot("a/3", 40, "romeo")))
                .isInstanceOfSatisfying(
                        QuotaExceeded.class,
                        exceeded -> assertThat(exceeded.limit()).isEqualTo(Limit.OWNER_DAILY));
        assertThat(paths(store)).hasSize(2);
    }

    @Test
    void fileThatARuleKeepsForEverStays() throws IOException {
        RetentionRules rules =
                new RetentionRules(List.of(new Rule("keep", null, null, "keep*", null, null, null, null)));
        RetainedStore store = open(rules, new Quotas(100L, null, null, null, Map.of(), true));
        store.store("a/keep-1", 50, null);
        store.store("a/2", 50, null);
        store.store("a/3", 40, null);
        assertThat(paths(store)).containsExactlyInAnyOrder("a/keep-1", "a/3");
        assertThat(store.repository().admit(store.slot("a/4", 51, null))).isInstanceOf(QuotaExceeded.class);
    }

    @Test
    void agesAreKnownAgainAfterARestart() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        for (int i = 0; i < 10; i++) {
            store.store("a/" + i, 10, null);
            store.pass(Duration.ofMinutes(1));
        }
        store.close();
        RetainedStore again = open(new Quotas(100L, null, null, null, Map.of(), true));
        again.store("b/new", 10, null);
        assertThat(paths(again)).doesNotContain("a/0").contains("a/1", "b/new");
    }

    /** What another process has deleted is not there to be evicted; the next oldest goes. */
    @Test
    void fileThatIsGoneAlreadyIsPassedOver() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        store.store("a/1", 50, null);
        store.pass(Duration.ofMinutes(1));
        store.store("a/2", 50, null);
        try (RetainedStore other = new RetainedStore(folder, new RetentionRules(List.of()), Quotas.NONE)) {
            other.repository().delete(new FileKey("a/1"), Reason.DELETED);
        }
        store.store("a/3", 50, null);
        assertThat(paths(store)).containsExactly("a/3");
        store.sweeper().sweepNow();
        assertThat(store.repository().usage().bytes()).isEqualTo(50);
        store.store("a/4", 50, null);
        assertThat(paths(store)).containsExactlyInAnyOrder("a/3", "a/4");
    }

    @Test
    void damagedFileKeepsNobodyOut() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), true));
        StoredFile damaged = store.store("a/1", 50, null);
        store.pass(Duration.ofMinutes(1));
        store.store("a/2", 50, null);
        Files.write(FileRegionContract.fileOf(store.repository(), damaged), new byte[3]);
        assertThat(store.store("a/3", 50, null)).isNotNull();
        assertThat(store.repository().find(new FileKey("a/2"))).containsInstanceOf(Tombstone.class);
    }

    @Test
    void uploadsAtTheSameTimeStayWithinTheQuotaAndTheCountStaysRight() throws Exception {
        RetainedStore store = open(new Quotas(1000L, null, 300L, null, Map.of(), true));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> uploads = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> uploadMany(store, thread)))
                    .toList();
            for (Future<Boolean> upload : uploads) {
                assertThat(upload.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
        List<StoredFile> files = store.files();
        Usage usage = store.repository().usage();
        assertThat(usage.bytes())
                .isEqualTo(files.stream().mapToLong(StoredFile::size).sum())
                .isLessThanOrEqualTo(1000);
        assertThat(usage.files()).isEqualTo(files.size());
        assertThat(usage.reserved()).isZero();
        assertThat(files.size() + store.tombstones().size()).isGreaterThan(100);
        assertThat(store.tombstones()).extracting(Tombstone::reason).containsOnly(Reason.EVICTED);
    }

    private static boolean uploadMany(RetainedStore store, int thread) throws IOException {
        Random random = new Random(thread);
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
            }
        }
        return true;
    }

    private static List<String> paths(RetainedStore store) throws IOException {
        return store.files().stream().map(file -> file.key().path()).toList();
    }

    private RetainedStore open(Quotas quotas) throws IOException {
        return open(new RetentionRules(List.of()), quotas);
    }

    private RetainedStore open(RetentionRules rules, Quotas quotas) throws IOException {
        RetainedStore store = new RetainedStore(folder, rules, quotas);
        opened = store;
        store.sweeper().sweepNow();
        return store;
    }
}

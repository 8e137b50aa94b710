package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.retention.policy.Limit;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.usage.Admission;
import org.stowage.retention.usage.Admission.Admitted;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.retention.usage.Usage;
import org.stowage.storage.FileKey;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.Tombstone.Reason;

/** How much is reserved, for whom, and when it is released. */
@Timeout(120)
final class QuotaTest {

    private static final int THREADS = 16;

    @TempDir
    private Path folder;

    private @Nullable RetainedStore opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'',      romeo,  40, -",
                "'',      romeo,  41, OWNER_DAILY",
                "'',      juliet, 50, -",
                "'',      juliet, 51, OWNER_DAILY",
                "'',      -,      80, -",
                "'',      -,      91, TOTAL",
                "capulet, romeo,  30, -",
                "capulet, romeo,  31, TENANT",
                "capulet, -,      31, TENANT",
                "capulet, juliet, 51, OWNER_DAILY"
            })
    void firstLimitThatIsExceededIsTold(String tenant, @Nullable String owner, int size, @Nullable Limit limit)
            throws IOException {
        RetainedStore store = open(new Quotas(100L, null, 60L, 50L, Map.of("capulet", 30L), false));
        store.store("a/1", 10, "romeo");
        Admission admission = store.repository().admit(new Slot(new FileKey(tenant, "x/y"), size, "a/b", owner, null));
        if (admission instanceof Admitted begun) {
            begun.upload().close();
        }
        assertThat(admission instanceof QuotaExceeded exceeded ? exceeded.limit() : null)
                .isEqualTo(limit);
    }

    @Test
    void nextDayAllowsMoreUntilTheOwnersRoomIsUsed() throws IOException {
        RetainedStore store = open(new Quotas(null, null, 60L, 50L, Map.of(), false));
        store.store("a/1", 50, "romeo");
        assertThat(limitOf(store, 1, "romeo")).isEqualTo(Limit.OWNER_DAILY);
        store.pass(Duration.ofDays(1));
        assertThat(limitOf(store, 11, "romeo")).isEqualTo(Limit.OWNER);
        store.store("a/2", 10, "romeo");
        assertThat(limitOf(store, 1, "romeo")).isEqualTo(Limit.OWNER);
        store.repository().delete(new FileKey("a/1"), Reason.DELETED);
        store.store("a/3", 40, "romeo");
        assertThat(limitOf(store, 1, "romeo")).isEqualTo(Limit.OWNER_DAILY);
    }

    @Test
    void ownerIsToldTheirOwnNumbers() throws IOException {
        RetainedStore store = open(new Quotas(null, null, 60L, null, Map.of(), false));
        store.store("a/1", 50, "romeo");
        store.store("a/2", 50, "juliet");
        Slot slot = store.slot("a/3", 11, "romeo");
        assertThat(store.repository().admit(slot)).isEqualTo(new QuotaExceeded(Limit.OWNER, slot, 50, 60, false));
    }

    @Test
    void roomIsHeldWhileAnUploadIsUnderWayAndGivenBackWhenItIsClosed() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), false));
        try (PendingUpload first = store.repository().begin(store.slot("a/1", 60, null))) {
            first.write(ByteBuffer.allocate(20));
            assertThat(limitOf(store, 41, null)).isEqualTo(Limit.TOTAL);
            assertThat(store.repository().usage().reserved()).isEqualTo(60);
        }
        assertThat(store.repository().usage().reserved()).isZero();
        assertThat(store.store("a/1", 100, null)).isNotNull();
    }

    @Test
    void roomIsGivenBackWhenAnUploadIsRefusedAtItsEnd() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), false));
        PendingUpload late = store.repository().begin(store.slot("a/1", 10, null));
        late.write(ByteBuffer.allocate(10));
        store.store("a/1", 10, null);
        assertThatIOException().isThrownBy(late::publish);
        late.close();
        late.close();
        assertThat(store.repository().usage().reserved()).isZero();
        assertThat(store.repository().usage().bytes()).isEqualTo(10);
    }

    @Test
    void publishedUploadIsNotGivenBackWhenItIsClosed() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), false));
        store.store("a/1", 60, null);
        Usage usage = store.repository().usage();
        assertThat(usage.bytes()).isEqualTo(60);
        assertThat(usage.files()).isEqualTo(1);
        assertThat(usage.reserved()).isZero();
    }

    @Test
    void storeAsARepositoryIsFullWhenAQuotaIs() throws IOException {
        RetainedStore store = open(new Quotas(100L, null, null, null, Map.of(), false));
        assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(() -> store.store("a/1", 101, null));
    }

    @Test
    void floorOfFreeSpaceCountsWhatIsStillToBeWritten() throws IOException {
        long free = folder.toFile().getUsableSpace();
        RetainedStore store = open(new Quotas(null, free / 2, null, null, Map.of(), false));
        Slot half = new Slot(new FileKey("a/1"), free / 3, "a/b");
        assertThat(store.repository().admit(half)).isInstanceOf(Admitted.class);
        Admission second = store.repository().admit(new Slot(new FileKey("a/2"), free / 3, "a/b"));
        assertThat(second)
                .isInstanceOfSatisfying(
                        QuotaExceeded.class,
                        exceeded -> assertThat(exceeded.limit()).isEqualTo(Limit.FREE_SPACE));
    }

    @Test
    void uploadsAtTheSameTimeCannotExceedAQuotaTogether() throws Exception {
        RetainedStore store = open(new Quotas(1000L, null, 500L, null, Map.of(), false));
        for (int round = 0; round < 20; round++) {
            List<PendingUpload> begun = race(store, round);
            assertThat(begun).as("uploads of 100 bytes below 500").hasSize(5);
            assertThat(store.repository().usage().reserved()).isEqualTo(500);
            begun.forEach(PendingUpload::close);
            assertThat(store.repository().usage().reserved()).isZero();
        }
    }

    private static List<PendingUpload> race(RetainedStore store, int round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Future<Admission>> admissions = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Slot slot = store.slot(round + "/" + thread, 100, "romeo");
                admissions.add(threads.submit(() -> {
                    start.await();
                    return store.repository().admit(slot);
                }));
            }
            List<PendingUpload> begun = new ArrayList<>();
            for (Future<Admission> admission : admissions) {
                if (admission.get() instanceof Admitted allowed) {
                    begun.add(allowed.upload());
                }
            }
            return begun;
        } finally {
            threads.shutdown();
        }
    }

    /** Opens a store whose shards are all counted, so that every change counts. */
    private RetainedStore open(Quotas quotas) throws IOException {
        RetainedStore store = new RetainedStore(folder, new RetentionRules(List.of()), quotas);
        opened = store;
        store.sweeper().sweepNow();
        return store;
    }

    private static @Nullable Limit limitOf(RetainedStore store, int size, @Nullable String owner) throws IOException {
        Admission admission = store.repository().admit(store.slot("some/thing", size, owner));
        if (admission instanceof Admitted begun) {
            begun.upload().close();
        }
        return admission instanceof QuotaExceeded exceeded ? exceeded.limit() : null;
    }
}

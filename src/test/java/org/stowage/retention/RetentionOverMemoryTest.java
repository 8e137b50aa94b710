package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditLog;
import org.stowage.retention.policy.Limit;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.sweep.SweepReport;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Admission;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.DeletionContract;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.MemoryRepository;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;

/** Retention needs nothing that only a local disk can do: it also runs over a store that compares files by version. */
@Timeout(120)
final class RetentionOverMemoryTest {

    private static final RetentionRules RULES =
            new RetentionRules(List.of(new Rule("texts", Duration.ofDays(1), null, "*.txt", null, null, null, null)));

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
    void whatHasExpiredIsNotShownAndGoesWithTheSweep() throws IOException {
        RetainedStore store = open(RULES, Quotas.NONE);
        store.store("a/b.txt", 3, null);
        StoredFile kept = store.store("a/b.jpg", 3, null);
        Slot slot =
                new Slot(new FileKey("a/jwt.jpg"), 3, "a/b", null, store.now().plusSeconds(10));
        store.store(slot);
        store.pass(Duration.ofDays(1));
        assertThat(store.repository().find(slot.key())).containsInstanceOf(Tombstone.class);
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store.store("a/b.txt", 3, null));
        SweepReport report = store.sweeper().sweepNow();
        assertThat(report.files()).isEqualTo(2);
        assertThat(store.files()).containsExactly(kept);
        assertThat(store.tombstones()).hasSize(2).allMatch(tombstone -> tombstone.reason() == Reason.EXPIRED);
    }

    @Test
    void tombstonesAreForgottenWhenTheirTimeHasCome() throws IOException {
        RetainedStore store = open(RULES, Quotas.NONE);
        FileKey endless = new FileKey("a/v1.jpg");
        FileKey ending = new FileKey("a/jwt.jpg");
        store.store(new Slot(endless, 3, "a/b"));
        store.store(new Slot(ending, 3, "a/b", null, null, store.now()));
        store.repository().delete(endless, Reason.DELETED);
        store.repository().delete(ending, Reason.DELETED);
        store.pass(Duration.ofHours(26));
        assertThat(store.sweeper().sweepNow().purged()).isEqualTo(1);
        assertThat(store.repository().find(ending)).isEmpty();
        store.pass(Duration.ofDays(365));
        assertThat(store.sweeper().sweepNow().purged()).isEqualTo(1);
        assertThat(store.repository().find(endless)).isEmpty();
    }

    @Test
    void whatIsDeletedIsGivenBack() throws IOException {
        RetainedStore store = open(RULES, new Quotas(100L, null, null, null, Map.of(), false));
        List<StoredFile> files = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            files.add(store.store("a/" + number, 20, null));
        }
        assertThat(limitOf(store, 1)).isEqualTo(Limit.TOTAL);
        assertThat(store.repository().delete(files.get(0), Reason.DELETED)).isTrue();
        assertThat(store.repository().usage().bytes()).isEqualTo(80);
        DeletedFiles deleted = store.repository().deleteAll(files, Reason.DELETED);
        assertThat(deleted.files()).containsExactlyInAnyOrderElementsOf(files.subList(1, 5));
        assertThat(store.repository().usage().bytes()).isZero();
        assertThat(store.repository().usage().files()).isZero();
        assertThat(store.repository().failedDeletions()).isZero();
        assertThat(limitOf(store, 100)).isNull();
    }

    @Test
    void oldestAreEvicted() throws Exception {
        RetainedStore store = open(new RetentionRules(List.of()), new Quotas(100L, null, null, null, Map.of(), true));
        try (Sweeper sweeper = store.startSweeper()) {
            for (int number = 0; number < 9; number++) {
                store.store("a/" + number, 10, null);
                store.pass(Duration.ofMinutes(1));
            }
            StoredFile last = store.storeAtLast(store.slot("a/new", 25, null));
            assertThat(store.files()).contains(last);
            assertThat(store.tombstones()).isNotEmpty().allMatch(tombstone -> tombstone.reason() == Reason.EVICTED);
            assertThat(sweeper.isLate()).isFalse();
        }
    }

    private RetainedStore open(RetentionRules rules, Quotas quotas) throws IOException {
        RetainedStore store = new RetainedStore(MemoryRepository::new, folder, rules, quotas, AuditLog.silent());
        opened = store;
        return store;
    }

    private static @Nullable Limit limitOf(RetainedStore store, int size) throws IOException {
        Admission admission = store.repository().admit(store.slot("x/y", size, null));
        if (admission instanceof Admission.Admitted admitted) {
            admitted.upload().close();
        }
        return admission instanceof QuotaExceeded exceeded ? exceeded.limit() : null;
    }

    @Nested
    final class DeletionTest extends DeletionContract {

        private RetainedStore store;

        @BeforeEach
        void open() throws IOException {
            store = RetentionOverMemoryTest.this.open(new RetentionRules(List.of()), Quotas.NONE);
        }

        @Override
        protected FileRepository repository() {
            return store.repository();
        }
    }
}

package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.sweep.SweepReport;
import org.stowage.retention.usage.Usage;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegionContract;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;

/** Expired files are not shown any more, and are deleted by the sweep. */
final class ExpiryTest {

    private static final RetentionRules RULES =
            new RetentionRules(List.of(new Rule("texts", Duration.ofDays(1), null, "*.txt", null, null, null, null)));

    private static final FileKey KEY = new FileKey("a/b.txt");

    @TempDir
    private Path folder;

    private RetainedStore store;

    @BeforeEach
    void open() throws IOException {
        store = new RetainedStore(folder, RULES, Quotas.NONE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void fileIsShownUntilItsMomentAndAsTombstoneFromThenOn() throws IOException {
        StoredFile file = store.store("a/b.txt", 3, null);
        store.pass(Duration.ofDays(1).minusMillis(1));
        assertThat(store.repository().find(KEY)).contains(file);
        store.pass(Duration.ofMillis(1));
        Tombstone expired = Tombstone.of(file, store.now(), Reason.EXPIRED);
        store.pass(Duration.ofDays(5));
        assertThat(store.repository().find(KEY)).contains(expired);
        assertThat(store.repository().known(KEY)).contains(expired);
        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store.store("a/b.txt", 3, null));
    }

    @Test
    void endOfTheTokenIsKept() throws IOException {
        Slot slot = new Slot(
                new FileKey("a/b.jpg"), 3, "image/jpeg", null, store.now().plusSeconds(10));
        store.store(slot);
        assertThat(store.repository().find(slot.key())).containsInstanceOf(StoredFile.class);
        store.pass(Duration.ofSeconds(10));
        assertThat(store.repository().find(slot.key())).containsInstanceOf(Tombstone.class);
    }

    @Test
    void sweepBuriesWhatHasExpiredAndNothingElse() throws IOException {
        for (int i = 0; i < 50; i++) {
            store.store("old/" + i + ".txt", 10, null);
        }
        store.store("kept/a.jpg", 10, null);
        store.pass(Duration.ofDays(1));
        store.store("new/a.txt", 10, null);
        SweepReport dry = store.sweeper().dryRun();
        assertThat(dry.rules()).isEqualTo(Map.of("texts", new SweepReport.Removed(50, 500)));
        assertThat(dry.first()).hasSize(20).allMatch(key -> key.path().startsWith("old/"));
        assertThat(store.files()).hasSize(52);
        SweepReport report = store.sweeper().sweepNow();
        assertThat(report.rules()).isEqualTo(dry.rules());
        assertThat(report).hasToString("50 files, 500 bytes; texts: 50 files, 500 bytes; tombstones: 0");
        assertThat(store.files())
                .extracting(file -> file.key().path())
                .containsExactlyInAnyOrder("kept/a.jpg", "new/a.txt");
        assertThat(store.tombstones()).hasSize(50).allMatch(grave -> grave.reason() == Reason.EXPIRED);
        assertThat(store.sweeper().sweepNow().isEmpty()).isTrue();
    }

    @Test
    void sweepForgetsTombstonesWhoseTimeHasCome() throws IOException {
        store.store("a/old.jpg", 10, null);
        store.repository().delete(new FileKey("a/old.jpg"), Reason.DELETED);
        store.pass(Duration.ofDays(100));
        store.store("a/young.jpg", 10, null);
        store.repository().delete(new FileKey("a/young.jpg"), Reason.DELETED);
        store.pass(Duration.ofDays(265).plusHours(1));
        assertThat(store.sweeper().dryRun().purged()).isEqualTo(1);
        assertThat(store.tombstones()).hasSize(2);
        assertThat(store.sweeper().sweepNow().purged()).isEqualTo(1);
        assertThat(store.tombstones())
                .extracting(Tombstone::fingerprint)
                .containsExactly(Fingerprint.of(new FileKey("a/young.jpg")));
        assertThat(store.store("a/old.jpg", 3, null)).isNotNull();
    }

    /** A day after the token has ended, and at least a day after the deletion. */
    @Test
    void sweepForgetsTombstonesThatNoTokenNeedsAnyMore() throws IOException {
        FileKey key = new FileKey("a/jwt.jpg");
        store.store(new Slot(key, 3, "image/jpeg", null, null, store.now().plus(Duration.ofMinutes(5))));
        store.store("a/v1.jpg", 10, null);
        store.repository().delete(key, Reason.DELETED);
        store.repository().delete(new FileKey("a/v1.jpg"), Reason.DELETED);
        store.pass(Duration.ofHours(24));
        assertThat(store.sweeper().sweepNow().purged()).isZero();
        store.pass(Duration.ofHours(2));
        assertThat(store.sweeper().dryRun().purged()).isEqualTo(1);
        assertThat(store.sweeper().sweepNow().purged()).isEqualTo(1);
        assertThat(store.tombstones())
                .extracting(Tombstone::fingerprint)
                .containsExactly(Fingerprint.of(new FileKey("a/v1.jpg")));
    }

    @Test
    void damagedFileIsCountedAndStopsNothing() throws IOException {
        StoredFile damaged = store.store("a/damaged.txt", 10, null);
        store.store("a/b.txt", 10, null);
        Path path = FileRegionContract.fileOf(store.repository(), damaged);
        Files.write(path, new byte[3]);
        store.pass(Duration.ofDays(1));
        SweepReport report = store.sweeper().sweepNow();
        assertThat(report.left().unreadable()).isEqualTo(1);
        assertThat(report.files()).isEqualTo(1);
    }

    /** A file that both nodes delete at once may be counted by both. */
    @Test
    void twoNodesMaySweepOneStoreAtOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            store.store("old/" + i + ".txt", 10, null);
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (RetainedStore other = new RetainedStore(folder, RULES, Quotas.NONE)) {
            store.repository().catalog().flush();
            store.pass(Duration.ofDays(1));
            other.pass(Duration.ofDays(1));
            Future<SweepReport> first = threads.submit(store.sweeper()::sweepNow);
            Future<SweepReport> second = threads.submit(other.sweeper()::sweepNow);
            assertThat(first.get().files() + second.get().files()).isBetween(200L, 400L);
            assertThat(store.tombstones()).hasSize(200);
            store.sweeper().sweepNow();
            assertThat(store.repository().usage()).isEqualTo(new Usage(0, 0, 0, Map.of(), 0, true));
        } finally {
            threads.shutdown();
        }
    }
}

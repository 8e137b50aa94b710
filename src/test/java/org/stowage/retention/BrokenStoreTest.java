package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.sweep.SweepReport;
import org.stowage.retention.sweep.SweepReport.Left;
import org.stowage.retention.sweep.SweepReport.Removed;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Tombstone.Reason;

/**
 * A part of the store cannot be read or written. The rest is swept and taken down, and the report says what is left.
 */
@Timeout(120)
final class BrokenStoreTest {

    private static final RetentionRules A_DAY =
            new RetentionRules(List.of(new Rule("day", Duration.ofDays(1), null, null, null, null, null, null)));
    private static final String ROMEO = "romeo@montague.example";
    private static final int FILES = 60;
    private static final int STUBBORN = 12;

    /** {@code head -c 10 /dev/zero | sha256sum}. */
    private static final String ZEROS = "01d448afd928065458cf670b60f5a594d735af0172c8d67f22a81680132681ca";

    @TempDir
    private Path folder;

    private final FaultyStore faulty = new FaultyStore();
    private RetainedStore store;

    @BeforeEach
    void open() throws IOException {
        store = new RetainedStore(folder, A_DAY, Quotas.NONE, AuditLog.silent(), faulty);
        store.sweeper().sweepNow();
        for (int i = 0; i < FILES; i++) {
            store.store("a/" + i, 10, ROMEO);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void filesThatCannotBeRemovedDoNotKeepOthersFromExpiring() throws IOException {
        store.pass(Duration.ofDays(1));
        faulty.breakDown("delete", BrokenStoreTest::refuseStubborn);
        SweepReport report = store.sweeper().sweepNow();
        assertThat(report.rules()).isEqualTo(Map.of("day", new Removed(FILES - STUBBORN, 10L * (FILES - STUBBORN))));
        assertThat(report.left()).isEqualTo(new Left(0, STUBBORN, 0));
        assertThat(report.toString()).endsWith("; not removed: 12");
        assertThat(store.repository().usage().files()).isEqualTo(STUBBORN);
        assertThat(store.repository().failedDeletions()).isEqualTo(STUBBORN);
        faulty.mend();
        assertThat(store.sweeper().sweepNow().files()).isEqualTo(STUBBORN);
        assertThat(store.repository().usage().files()).isZero();
    }

    @Test
    void tombstoneThatCannotBeForgottenDoesNotKeepOthers() throws IOException {
        for (int i = 0; i < FILES; i++) {
            store.repository().delete(new FileKey("a/" + i), Reason.DELETED);
        }
        store.pass(Duration.ofDays(365).plusHours(1));
        faulty.breakDown("purge", tombstone -> refuseStubborn(keyOf((Tombstone) tombstone)));
        SweepReport report = store.sweeper().sweepNow();
        assertThat(report.purged()).isEqualTo(FILES - STUBBORN);
        assertThat(report.left()).isEqualTo(new Left(0, STUBBORN, 0));
    }

    @Test
    void partThatCannotBeListedDoesNotKeepOthersFromBeingSwept() throws IOException {
        store.pass(Duration.ofDays(1));
        int broken = store.repository().listing().shardOf(new FileKey("a/0"));
        faulty.breakDown("walk", shard -> {
            if (shard.equals(broken)) {
                throw new IOException("Input/output error");
            }
        });
        SweepReport report = store.sweeper().sweepNow();
        assertThat(report.left()).isEqualTo(new Left(0, 0, 1));
        assertThat(report.files()).isBetween(FILES / 2L, FILES - 1L);
        assertThat(store.sweeper().dryRun().left().shards()).isEqualTo(1);
    }

    @Test
    void takedownOfAnOwnerGoesOnAndTheSameOrderDoesTheRest() throws IOException {
        faulty.breakDown("delete", BrokenStoreTest::refuseStubborn);
        DeletionResult deletions = store.takedowns().banOwner(ROMEO, "");
        assertThat(deletions).isEqualTo(new DeletionResult(FILES - STUBBORN, 10L * (FILES - STUBBORN), 0, STUBBORN));
        assertThat(deletions.areComplete()).isFalse();
        assertThat(store.takedowns().banOwner(ROMEO, "")).isEqualTo(new DeletionResult(0, 0, 0, STUBBORN));
        faulty.mend();
        assertThat(store.takedowns().banOwner(ROMEO, "")).isEqualTo(new DeletionResult(STUBBORN, 10L * STUBBORN, 0, 0));
        assertThat(store.files()).isEmpty();
    }

    @Test
    void takedownGoesOnPastAPartThatCannotBeListed() throws IOException {
        int broken = store.repository().listing().shardOf(new FileKey("a/0"));
        faulty.breakDown("walk", shard -> {
            if (shard.equals(broken)) {
                throw new IOException("Input/output error");
            }
        });
        DeletionResult deletions = store.takedowns().deleteOwner(ROMEO);
        assertThat(deletions.unreadable()).isEqualTo(1);
        assertThat(deletions.files()).isBetween(FILES / 2L, FILES - 1L);
        faulty.mend();
        store.takedowns().deleteOwner(ROMEO);
        assertThat(store.files()).isEmpty();
    }

    /**
     * A process was killed between the ban and the deletion of the last file, or the disk was broken. The admin does
     * nothing more.
     */
    @ParameterizedTest
    @EnumSource
    void whatIsBannedAndStillThereGoesWithTheNextSweep(Kind kind) throws IOException {
        String value = switch (kind) {
            case PATH -> "a/7";
            case OWNER -> ROMEO;
            case CONTENT -> ZEROS;
        };
        store.store("b/other", 11, "juliet@capulet.example");
        long condemned = kind == Kind.PATH ? 1 : FILES;
        store.repository().bans().add(new Ban(kind, value, store.now(), ""));
        assertThat(store.sweeper().dryRun().rules().get(SweepReport.OF_BAN))
                .isEqualTo(new Removed(condemned, 10 * condemned));
        assertThat(store.files()).hasSize(FILES + 1);
        assertThat(store.sweeper().sweepNow().rules().get(SweepReport.OF_BAN))
                .isEqualTo(new Removed(condemned, 10 * condemned));
        assertThat(store.files()).hasSize((int) (FILES + 1 - condemned));
        assertThat(store.tombstones()).hasSize((int) condemned).allMatch(grave -> grave.reason() == Reason.TAKEN_DOWN);
        assertThat(store.repository().usage().files()).isEqualTo(FILES + 1 - condemned);
    }

    @Test
    void bansThatCannotBeLookedUpKeepNothingFromExpiring() throws IOException {
        store.pass(Duration.ofDays(1));
        faulty.breakDown("kinds", kind -> {
            throw new IOException("Too many open files");
        });
        SweepReport report = store.sweeper().sweepNow();
        assertThat(report.files()).isEqualTo(FILES);
        assertThat(report.left()).isEqualTo(new Left(0, FILES, 0));
    }

    @Test
    void victimsThatCannotBeRemovedKeepNobodyOut() throws Exception {
        store.change(new RetentionRules(List.of()), new Quotas(10L * FILES, null, null, null, Map.of(), true));
        faulty.breakDown("delete", BrokenStoreTest::refuseStubborn);
        try (Sweeper sweeper = store.startSweeper()) {
            for (int i = 0; i < FILES - STUBBORN; i++) {
                store.storeAtLast(store.slot("new/" + i, 10, null));
            }
            assertThat(sweeper.isLate()).isFalse();
        }
        assertThat(store.repository().usage().bytes()).isLessThanOrEqualTo(10L * FILES);
        assertThat(store.files()).extracting(file -> file.key().path()).contains("a/0", "a/50");
    }

    /**
     * The bans are checked before and after the publication. If the second check fails, the file is stored already, so
     * the upload succeeds.
     */
    @ParameterizedTest
    @EnumSource
    void uploadIsStoredAlthoughTheLastLookAtTheBansFails(Failure failure) throws IOException {
        Slot slot = store.slot("b/new", 10, null);
        try (PendingUpload upload = store.repository().begin(slot)) {
            upload.write(ByteBuffer.allocate(10));
            AtomicInteger looks = new AtomicInteger();
            faulty.breakDown("kinds", kind -> {
                // The first check was before the publication.
                if (looks.incrementAndGet() > 1) {
                    failure.happen();
                }
            });
            PublicationResult publication = store.takedowns().publish(upload, slot);
            faulty.mend();
            assertThat(looks.get()).isGreaterThan(1);
            StoredFile file = ((Published) publication).file();
            assertThat(store.repository().find(slot.key())).contains(file);
        }
    }

    @Test
    void uploadIsNotStoredIfTheFirstLookAtTheBansFails() throws IOException {
        Slot slot = store.slot("b/new", 10, null);
        try (PendingUpload upload = store.repository().begin(slot)) {
            upload.write(ByteBuffer.allocate(10));
            faulty.breakDown("kinds", kind -> Failure.IO.happen());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> store.takedowns().publish(upload, slot));
        }
        faulty.mend();
        assertThat(store.repository().find(slot.key())).isEmpty();
    }

    @Test
    void uploadThatWasBannedMeanwhileIsRefusedAndGoesLaterIfNotNow() throws IOException {
        Slot slot = store.slot("b/new", 10, null);
        try (PendingUpload upload = store.repository().begin(slot)) {
            upload.write(ByteBuffer.allocate(10));
            AtomicInteger looks = new AtomicInteger();
            faulty.breakDown("kinds", kind -> {
                if (looks.incrementAndGet() == 2) {
                    // Another process adds the ban.
                    store.repository().bans().add(new Ban(Kind.PATH, "b/new", store.now(), ""));
                }
            });
            faulty.breakDown("delete", file -> Failure.IO.happen());
            assertThat(store.takedowns().publish(upload, slot)).isEqualTo(new Banned(Kind.PATH));
        }
        faulty.mend();
        store.sweeper().sweepNow();
        assertThat(store.repository().find(slot.key())).get().isInstanceOf(Tombstone.class);
    }

    private enum Failure {
        IO,
        MISTAKE,
        ERROR;

        void happen() throws IOException {
            switch (this) {
                case IO -> throw new IOException("Too many open files");
                case MISTAKE -> throw new IllegalStateException("a mistake");
                case ERROR -> throw new NoClassDefFoundError("org/stowage/Missing");
            }
        }
    }

    /** Finds the key by its fingerprint, because a tombstone does not have the key. */
    private static FileKey keyOf(Tombstone tombstone) {
        return IntStream.range(0, FILES)
                .mapToObj(number -> new FileKey("a/" + number))
                .filter(key -> Fingerprint.of(key).equals(tombstone.fingerprint()))
                .findFirst()
                .orElseThrow();
    }

    /** Refuses a fifth of the files, half of them with an unexpected exception. */
    private static void refuseStubborn(Object entry) throws IOException {
        FileKey key = entry instanceof FileKey named ? named : ((StoredFile) entry).key();
        int number = Integer.parseInt(key.fileName());
        if (key.path().startsWith("a/") && number % 5 == 0) {
            if (number % 10 == 0) {
                throw new IllegalStateException("a mistake");
            }
            throw new EOFException("Input/output error");
        }
    }
}

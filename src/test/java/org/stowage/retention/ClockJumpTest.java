package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;

/** A wrong clock deletes nothing, evicts nothing and gives nobody more than their quota. */
@Timeout(120)
final class ClockJumpTest {

    private static final RetentionRules A_MONTH =
            new RetentionRules(List.of(new Rule("month", Duration.ofDays(30), null, null, null, null, null, null)));
    private static final RetentionRules NO_RULES = new RetentionRules(List.of());
    private static final Quotas DAILY = new Quotas(null, null, null, 100L, Map.of(), false);

    @TempDir
    private Path folder;

    @Test
    void aJumpAheadDeletesNothingUntilAnAdminSaysThatItIsRight() throws IOException {
        try (RetainedStore store = new RetainedStore(folder, A_MONTH, Quotas.NONE)) {
            FileKey key = store.store("a/b", 10, null).key();
            store.jump(Duration.ofDays(31));
            assertThat(store.repository().find(key)).containsInstanceOf(StoredFile.class);
            assertThat(store.sweeper().sweepNow().files()).isZero();
            assertThat(store.sweeper().dryRun().files()).isZero();
            store.repository().followClock();
            assertThat(store.repository().find(key)).containsInstanceOf(Tombstone.class);
            assertThat(store.sweeper().sweepNow().files()).isEqualTo(1);
        }
    }

    @Test
    void aFileThatIsDueInDoubtGoes() throws IOException {
        try (RetainedStore store = new RetainedStore(folder, A_MONTH, Quotas.NONE)) {
            store.store("a/b", 10, null);
            store.jump(Duration.ofDays(300));
            assertThat(store.sweeper().sweepNow().files()).isZero();
            store.pass(Duration.ofDays(31));
            assertThat(store.sweeper().sweepNow().files()).isEqualTo(1);
        }
    }

    @Test
    void aJumpAheadForgetsNoTombstone() throws IOException {
        try (RetainedStore store = new RetainedStore(folder, NO_RULES, Quotas.NONE)) {
            StoredFile file = store.store("a/b", 10, null);
            store.repository().delete(file, Tombstone.Reason.DELETED);
            store.jump(Duration.ofDays(366));
            store.sweeper().sweepNow();
            assertThat(store.tombstones()).hasSize(1);
        }
    }

    @Test
    void aFileStoredWhileTheClockWasBehindIsDatedByTheTimeThatShouldBe() throws IOException {
        try (RetainedStore store = new RetainedStore(folder, A_MONTH, Quotas.NONE)) {
            Instant start = store.now();
            assertThat(store.repository().clock().jump()).isEmpty();
            store.jump(Duration.ofDays(-9000));
            assertThat(store.store("a/b", 10, null).stored()).isEqualTo(start);
            store.jump(Duration.ofDays(9000));
            assertThat(store.sweeper().sweepNow().files()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 400, -1, -400})
    void aDayThatNeverWasDoesNotLiftTheQuotaOfADay(long days) throws IOException {
        try (RetainedStore store = new RetainedStore(folder, NO_RULES, DAILY)) {
            store.sweeper().sweepNow();
            store.jump(Duration.ofDays(days));
            store.store("a/ahead", 100, "romeo@montague.example");
            assertThat(store.repository().shortage(store.slot("a/more", 1, "romeo@montague.example")))
                    .as("while the clock is wrong")
                    .isPresent();
            store.jump(Duration.ofDays(-days));
            for (int day = 0; day < 3; day++) {
                if (store.repository()
                        .shortage(store.slot("a/" + day, 100, "romeo@montague.example"))
                        .isEmpty()) {
                    store.store("a/" + day, 100, "romeo@montague.example");
                }
                assertThat(store.repository().shortage(store.slot("a/more", 1, "romeo@montague.example")))
                        .as("day " + day + " after it")
                        .isPresent();
                store.pass(Duration.ofDays(1));
            }
        }
    }

    @Test
    void nothingIsEvictedInDoubt() throws Exception {
        Quotas evicting = new Quotas(100L, null, null, null, Map.of(), true);
        try (RetainedStore store = new RetainedStore(folder, NO_RULES, evicting);
                Sweeper sweeper = store.startSweeper()) {
            store.jump(Duration.ofDays(2));
            assertThat(store.repository().clock().jump()).isPresent();
            store.store("a/old", 100, null);
            assertThat(store.repository().admit(store.slot("a/new", 1, null)))
                    .isInstanceOfSatisfying(
                            QuotaExceeded.class,
                            exceeded -> assertThat(exceeded.temporary()).isFalse());
            Thread.sleep(1_500);
            assertThat(store.files()).hasSize(1);
            store.jump(Duration.ofDays(-2));
            assertThat(store.storeAtLast(store.slot("a/new", 1, null))).isNotNull();
            assertThat(store.files()).hasSize(1);
            assertThat(sweeper.isLate()).isFalse();
        }
    }

    @Test
    void theNextStartKnowsThatTheClockWasDoubtedAndWhatAnAdminHasOrdered() throws IOException {
        try (RetainedStore store = new RetainedStore(folder, A_MONTH, Quotas.NONE)) {
            store.store("a/b", 10, null);
            store.pass(Duration.ofDays(29));
            store.repository().timeMemory().see(store.repository().clock().seen());
        }
        try (RetainedStore later = new RetainedStore(folder, A_MONTH, Quotas.NONE)) {
            later.jump(Duration.ofDays(29 + 8));
            later.repository().clock().begin(later.repository().timeMemory().timeSeen());
            assertThat(later.sweeper().sweepNow().files())
                    .as("the clock may be off by eight days")
                    .isZero();
            later.repository().followClock();
        }
        try (RetainedStore last = new RetainedStore(folder, A_MONTH, Quotas.NONE)) {
            last.jump(Duration.ofDays(29 + 8));
            last.repository().clock().begin(last.repository().timeMemory().timeSeen());
            assertThat(last.sweeper().sweepNow().files()).isEqualTo(1);
        }
    }

    @Test
    void aDamagedFileOfTheTimeIsAsNone() throws IOException {
        Files.writeString(folder.resolve("time"), "yesterday\n");
        try (RetainedStore store = new RetainedStore(folder, A_MONTH, Quotas.NONE)) {
            assertThat(store.repository().timeMemory().timeSeen()).isEmpty();
            store.repository().timeMemory().see(store.repository().clock().seen());
            assertThat(store.repository().timeMemory().timeSeen())
                    .contains(store.repository().clock().seen());
        }
    }
}

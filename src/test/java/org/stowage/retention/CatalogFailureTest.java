package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogUnavailableException;
import org.stowage.catalog.DamagedCatalogException;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.MemoryEngine;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.retention.usage.Usage;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;
import org.stowage.storage.TimeSeen;
import org.stowage.storage.Tombstone.Reason;

/** Failures of the catalog, while files are still stored. */
@Timeout(60)
final class CatalogFailureTest {

    private static final RetentionRules NONE = new RetentionRules(List.of());

    @TempDir
    private Path folder;

    @Test
    void catalogThatCannotBeWrittenForAWhileLosesNothing() throws Exception {
        try (RetainedStore store = open()) {
            store.store("a/1", 10, "romeo");
            store.repository().catalog().flush();
            MemoryEngine.at(folder).fail(new IOException("No space left on device"));
            store.store("a/2", 20, "romeo");
            assertThatIOException()
                    .isThrownBy(() -> store.repository().catalog().flush());
            store.repository().delete(new FileKey("a/1"), Reason.DELETED);
            store.store("a/3", 30, "juliet");
            assertThat(store.repository().catalog().trouble())
                    .hasValueSatisfying(text -> assertThat(text).contains("No space left"));
            assertThat(store.repository().usage().bytes()).isEqualTo(50);
            MemoryEngine.at(folder).fail(null);
            store.repository().catalog().flush();
            assertThat(cataloged()).containsExactlyInAnyOrderElementsOf(files(store));
            assertThat(store.repository().usage().bytes()).isEqualTo(50);
            assertThat(store.repository().catalog().trouble()).isEmpty();
        }
    }

    @Test
    void damagedCatalogIsBuiltAgainWhileFilesAreServed() throws Exception {
        try (RetainedStore store = open();
                Sweeper sweeper = store.startSweeper()) {
            store.store("a/1", 10, "romeo");
            store.repository().catalog().flush();
            MemoryEngine.at(folder).fail(new DamagedCatalogException("as a test wants it", new IOException()));
            assertThatIOException()
                    .isThrownBy(() -> store.repository().catalog().ask(catalog -> catalog.find(all())));
            assertThat(store.repository().find(new FileKey("a/1"))).isPresent();
            store.store("a/2", 10, "romeo");
            MemoryEngine.at(folder).fail(null);
            MemoryEngine.at(folder).discard();
            while (cataloged().size() < 2 || !store.repository().usage().complete()) {
                Thread.sleep(20);
            }
            assertThat(sweeper.isLate()).isFalse();
            assertThat(store.repository().usage().bytes()).isEqualTo(20);
        }
    }

    @Test
    void secondDeploymentIsHeardByTheFirstAndTakesOverFromIt() throws Exception {
        RetainedStore first = open();
        first.sweeper().sweepNow();
        try (RetainedStore second = open()) {
            assertThatExceptionOfType(CatalogUnavailableException.class)
                    .isThrownBy(() -> second.repository().catalog().flush());
            assertThat(second.repository().catalog().isWriter()).isFalse();
            second.store("b/1", 10, "romeo");
            first.store("a/1", 20, "romeo");
            first.repository().catalog().flush();
            assertThat(cataloged())
                    .containsExactlyInAnyOrderElementsOf(files(first))
                    .hasSize(2);
            second.store("b/2", 30, "juliet");
            first.repository().delete(new FileKey("b/1"), Reason.DELETED);
            first.close();
            second.repository().catalog().flush();
            assertThat(second.repository().catalog().isWriter()).isTrue();
            assertThat(cataloged())
                    .containsExactlyInAnyOrderElementsOf(files(second))
                    .hasSize(2);
            Usage usage = second.repository().usage();
            assertThat(usage).isEqualTo(new Usage(2, 50, 0, Map.of("", 50L), 2, true));
        }
    }

    @Test
    void catalogThatWasClosedIsBelievedUnlessTheStoreWasUsedSince() throws Exception {
        try (RetainedStore store = open()) {
            store.store("a/1", 10, "romeo");
            store.sweeper().sweepNow();
            store.repository().timeMemory().see(new TimeSeen(store.now(), false));
        }
        try (RetainedStore store = open()) {
            store.repository().catalog().flush();
            assertThat(store.repository().catalog().isDoubtful()).isFalse();
            assertThat(store.repository().usage()).isEqualTo(new Usage(1, 10, 0, Map.of("", 10L), 1, true));
        }
        try (RetainedStore older = open()) {
            older.repository().timeMemory().see(new TimeSeen(older.now().plus(Duration.ofHours(1)), false));
        }
        try (RetainedStore store = open()) {
            store.repository().catalog().flush();
            assertThat(store.repository().catalog().isDoubtful()).isTrue();
        }
    }

    /** A sweeper that is quicker than the opening of the catalog must not change what the catalog is compared with. */
    @Test
    void catalogThatWasClosedIsBelievedAlthoughItIsOpenedLate() throws Exception {
        try (RetainedStore store = open();
                Sweeper sweeper = store.startSweeper()) {
            store.store("a/1", 10, "romeo");
            store.pass(Duration.ofMinutes(2));
            while (store.repository().timeMemory().timeSeen().isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(sweeper.isLate()).isFalse();
        }
        MemoryEngine.at(folder).fail(new IOException("No space left on device"));
        try (RetainedStore store = open();
                Sweeper sweeper = store.sweeper()) {
            sweeper.start();
            store.pass(Duration.ofMinutes(2));
            Thread.sleep(1_500);
            MemoryEngine.at(folder).fail(null);
            store.repository().catalog().flush();
            assertThat(store.repository().catalog().isDoubtful()).isFalse();
        }
    }

    @Test
    void catalogIsBelievedByADeploymentThatTakesOverAtOnce() throws Exception {
        RetainedStore first = open();
        Sweeper sweeps = first.startSweeper();
        first.pass(Duration.ofMinutes(2));
        while (first.repository().timeMemory().timeSeen().isEmpty()) {
            Thread.sleep(20);
        }
        try (RetainedStore second = open();
                Sweeper sweeper = second.sweeper()) {
            sweeper.start();
            second.store("b/1", 10, "romeo");
            sweeps.close();
            first.close();
            second.pass(Duration.ofMinutes(2));
            Thread.sleep(1_500);
            second.repository().catalog().flush();
            assertThat(second.repository().catalog().isDoubtful()).isFalse();
            assertThat(second.repository().usage()).isEqualTo(new Usage(1, 10, 0, Map.of("", 10L), 1, true));
        }
    }

    @Test
    void doubtEndsWhenAllOfTheStoreWasLookedThrough() throws Exception {
        try (RetainedStore store = open()) {
            store.store("a/1", 10, "romeo");
            store.sweeper().sweepNow();
            MemoryEngine.at(folder).kill();
            try (RetainedStore next = open();
                    Sweeper sweeper = next.startSweeper()) {
                while (next.repository().catalog().isDoubtful()
                        || sweeper.lastScrub().isEmpty()) {
                    Thread.sleep(20);
                }
                assertThat(sweeper.lastScrub().orElseThrow().files()).isEqualTo(1);
                assertThat(sweeper.lastScrub().orElseThrow().isClean()).isTrue();
            }
        }
    }

    @Test
    void journalKeepsNoKeyThatTheCatalogHas() throws Exception {
        try (RetainedStore store = open()) {
            store.repository().catalog().flush();
            store.store("a/1", 10, "romeo");
            assertThat(journal()).isNotEmpty();
            store.repository().catalog().flush();
            assertThat(journal()).isEmpty();
        }
    }

    @Test
    void rulesThatChangeMoveWhatIsDue() throws Exception {
        RetentionRules day = rules(Duration.ofDays(1));
        try (RetainedStore store = new RetainedStore(folder, day, Quotas.NONE);
                Sweeper sweeper = store.startSweeper()) {
            StoredFile file = store.store("a/1", 10, "romeo");
            store.repository().catalog().flush();
            assertThat(MemoryEngine.at(folder).entries())
                    .extracting(CatalogEntry::due)
                    .containsExactly(file.stored().plus(Duration.ofDays(1)));
            store.change(rules(Duration.ofDays(30)), Quotas.NONE);
            while (!MemoryEngine.at(folder).entries().stream()
                    .allMatch(entry -> file.stored().plus(Duration.ofDays(30)).equals(entry.due()))) {
                Thread.sleep(20);
            }
            store.pass(Duration.ofDays(2));
            Thread.sleep(1_500);
            assertThat(store.files()).hasSize(1);
            store.pass(Duration.ofDays(29));
            while (!store.files().isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(sweeper.last())
                    .hasValueSatisfying(report -> assertThat(report.purged()).isZero());
        }
    }

    private static RetentionRules rules(Duration keepFor) {
        return new RetentionRules(List.of(new Rule("all", keepFor, null, null, null, null, null, null)));
    }

    private RetainedStore open() throws IOException {
        return new RetainedStore(folder, NONE, Quotas.NONE);
    }

    private static FileQuery all() {
        return FileQuery.all(FileQuery.Order.NEWEST, 100);
    }

    private List<StoredFile> cataloged() {
        return MemoryEngine.at(folder).entries().stream()
                .map(CatalogEntry::file)
                .toList();
    }

    /** Returns the files as the catalog has them: without id, version and CRC-32C. */
    private static List<StoredFile> files(RetainedStore store) throws IOException {
        return store.files().stream()
                .map(file -> new StoredFile(file.slot(), file.sha256(), file.stored()))
                .toList();
    }

    private List<String> journal() throws IOException {
        try (Stream<Path> pages = Files.list(folder.resolve("catalog"))) {
            return pages.map(page -> page.getFileName().toString()).toList();
        }
    }
}

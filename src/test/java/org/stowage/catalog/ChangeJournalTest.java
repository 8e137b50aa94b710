package org.stowage.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;

@Timeout(60)
final class ChangeJournalTest {

    private static final int KEYS = 2000;
    private static final int THREADS = 8;

    @TempDir
    private Path folder;

    private final List<Fingerprint> keys = IntStream.range(0, KEYS)
            .mapToObj(i -> Fingerprint.of(new FileKey("a/" + i)))
            .toList();

    @Test
    void keysOfManyThreadsAreReadByTheNextProcess() throws Exception {
        try (ChangeJournal killed = new ChangeJournal(folder)) {
            noteAll(killed);
        }
        try (ChangeJournal next = new ChangeJournal(folder)) {
            ChangeJournal.Others others = next.others(false);
            assertThat(others.keys()).containsExactlyInAnyOrderElementsOf(keys);
            next.forget(others);
            next.release(others);
        }
        assertThat(pages()).isZero();
    }

    /** Between two readings the pages stay in use. */
    @Test
    void keysThatAreReadTwiceAreWrittenOn() throws Exception {
        try (ChangeJournal journal = new ChangeJournal(folder)) {
            noteAll(journal);
            assertThat(journal.own()).containsExactlyInAnyOrderElementsOf(keys);
            ChangeJournal.Note late = journal.begin(keys.get(0));
            assertThat(journal.own()).hasSize(KEYS + 1);
            List<JournalPage> settled = journal.turn();
            journal.forget(settled);
            assertThat(journal.own())
                    .as("the page of the change that is under way")
                    .containsExactly(keys.get(0));
            late.close();
        }
    }

    @Test
    void pageThatCannotBeMadeStopsNoChange() throws Exception {
        Files.createFile(folder.resolve("file"));
        try (ChangeJournal journal = new ChangeJournal(folder.resolve("file"))) {
            journal.begin(keys.get(0)).close();
            assertThat(journal.turn()).isEmpty();
        }
    }

    private void noteAll(ChangeJournal journal) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> noted = new ArrayList<>();
            keys.forEach(
                    key -> noted.add(threads.submit(() -> journal.begin(key).close())));
            for (Future<?> one : noted) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private long pages() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }
}

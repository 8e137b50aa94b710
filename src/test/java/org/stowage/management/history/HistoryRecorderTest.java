package org.stowage.management.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.management.history.History.Interval;

final class HistoryRecorderTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:34:56Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Amounts counted = Amounts.NONE;

    private HistoryRecorder recorder() {
        return new HistoryRecorder(folder.resolve("history/upload"), () -> counted, CLOCK);
    }

    private static Amounts uploads(long count) {
        return new Amounts(count, 0, 0, 0, Map.of("bad-token", count));
    }

    @Test
    void whatIsCountedIsBookedOnceAndOutlastsTheDeployment() throws IOException {
        HistoryRecorder first = recorder();
        first.start();
        counted = uploads(2);
        assertThat(first.history().last(Span.DAY, NOW))
                .extracting(Interval::amounts)
                .containsExactly(uploads(2));
        counted = uploads(3);
        first.book();
        first.close();
        counted = uploads(1);
        HistoryRecorder next = recorder();
        next.start();
        next.close();
        assertThat(recorder().history().last(Span.YEAR, NOW))
                .extracting(Interval::amounts)
                .containsExactly(uploads(5));
        try (Stream<Path> files = Files.list(folder.resolve("history"))) {
            assertThat(files).containsExactly(folder.resolve("history/upload"));
        }
    }

    @Test
    void fileIsLeftAloneWhileNothingHappens() throws IOException {
        Path file = folder.resolve("history/upload");
        counted = uploads(1);
        HistoryRecorder recorder = recorder();
        recorder.book();
        Files.delete(file);
        recorder.book();
        assertThat(file).doesNotExist();
        counted = uploads(2);
        recorder.book();
        assertThat(file).exists();
    }

    @Test
    void damagedFileBeginsAnew() throws IOException {
        Files.createDirectories(folder.resolve("history"));
        Files.write(folder.resolve("history/upload"), new byte[] {(byte) 0xff, 0, 1});
        counted = uploads(1);
        HistoryRecorder recorder = recorder();
        recorder.book();
        counted = Amounts.NONE;
        assertThat(recorder().history().last(Span.HOUR, NOW))
                .extracting(Interval::amounts)
                .containsExactly(uploads(1));
    }

    /** Nothing else depends on the file. */
    @Test
    void folderThatCannotBeWrittenKeepsNothingFromBeingShown() throws IOException {
        Files.writeString(folder.resolve("history"), "a file where the folder should be");
        counted = uploads(1);
        HistoryRecorder recorder = recorder();
        recorder.book();
        assertThat(recorder.history().last(Span.HOUR, NOW)).hasSize(1);
    }
}

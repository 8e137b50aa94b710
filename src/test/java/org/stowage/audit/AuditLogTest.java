package org.stowage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** The audit log never blocks its writers, and finds after a crash which lines are missing. */
@Timeout(60)
final class AuditLogTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final AuditEvent EVENT =
            new AuditEvent(Action.BANNED, AuditedResource.content("00"), Actor.named("jmx"), "why not");
    private static final String LINE = "{\"time\":\"2026-11-22T12:00:00Z\",\"event\":\"banned\",\"sha256\":\"00\","
            + "\"who\":\"jmx\",\"why\":\"why not\"}";

    private final Listening listening = new Listening();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        Logger.getLogger("org.stowage").addHandler(listening);
    }

    @AfterEach
    void listenNoLonger() {
        Logger.getLogger("org.stowage").removeHandler(listening);
    }

    @Test
    void eventsGetTheTimeAtWhichTheyHappen() {
        Shaky trail = new Shaky();
        try (AuditLog log = log(trail)) {
            log.write(EVENT);
        }
        assertThat(trail.lines).containsExactly(LINE);
        assertThat(trail.closed).isTrue();
        assertThat(listening.messages).isEmpty();
    }

    @Test
    void lastLinesAreFoundInAllFiles() throws Exception {
        Path file = folder.resolve("audit.log");
        try (AuditLog log = AuditLog.inAFile(file, 1_000, 20, at(NOON), kind -> {})) {
            for (int i = 0; i < 100; i++) {
                log.write(new AuditEvent(
                        i % 2 == 0 ? Action.BANNED : Action.UNBANNED,
                        AuditedResource.of(new FileKey("a/" + i + "\u00fc")),
                        Actor.admin("juliet")));
            }
        }
        Files.writeString(file, Files.readString(file) + "half a line\n\n{\"time\":");
        try (AuditLog log = AuditLog.inAFile(file, 1_000_000, 20, at(NOON), kind -> {})) {
            assertThat(log.isReadable()).isTrue();
            assertThat(log.last(line -> true, 3))
                    .extracting(AuditLine::key)
                    .containsExactly("a/99\u00fc", "a/98\u00fc", "a/97\u00fc");
            List<AuditLine> banned = log.last(line -> line.event().equals("banned"), 1000);
            assertThat(banned).hasSize(50).allMatch(line -> "juliet".equals(line.admin()));
            assertThat(banned.get(49).key()).isEqualTo("a/0\u00fc");
            assertThat(log.last(line -> false, 10)).isEmpty();
        }
        try (AuditLog silent = AuditLog.silent()) {
            assertThat(silent.isReadable()).isFalse();
            assertThat(silent.last(line -> true, 10)).isEmpty();
        }
    }

    @Test
    void lineInTheServersLogIsTheMessageAsItIs() {
        try (AuditLog log = AuditLog.inTheServersLog(at(NOON), kind -> {})) {
            log.write(EVENT);
        }
        assertThat(listening.messages).containsExactly("INFO org.stowage.audit " + LINE);
    }

    @Test
    void lostLinesAreReportedOnceAndCountedWhenThereIsRoomAgain() throws Exception {
        Shaky trail = new Shaky();
        try (AuditLog log = log(trail)) {
            trail.broken = true;
            for (int i = 0; i < 3; i++) {
                log.write(EVENT);
            }
            while (log.lost() < 3) {
                Thread.sleep(5);
            }
            trail.broken = false;
            log.write(EVENT);
            log.write(EVENT);
        }
        assertThat(trail.lines).hasSize(2);
        assertThat(listening.messages)
                .containsExactly(
                        "WARNING org.stowage The audit log cannot be written, lines are missing from now on:"
                                + " java.io.IOException: broken",
                        "WARNING org.stowage The audit log is written again; 3 lines are missing.");
    }

    /** Eight threads add more lines than may wait; all calls return, and the lost lines are counted. */
    @Test
    void writersDoNotWaitForAStalledDisk() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Shaky trail = new Shaky();
        trail.standstill = released;
        AuditLog log = log(trail);
        AuditEvent large =
                new AuditEvent(Action.BANNED, AuditedResource.content("00"), Actor.named("jmx"), "x".repeat(2000));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> Collections.nCopies(1000, large).forEach(log::write)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(trail.lines).isEmpty();
        assertThat(log.lost()).isBetween(3000L, 7000L);
        assertThat(listening.messages).hasSize(1).first().asString().endsWith("its disk is too slow");
        released.countDown();
        log.close();
        assertThat(trail.lines).hasSize(8000 - (int) log.lost());
        assertThat(listening.messages).last().asString().contains("written again; " + log.lost() + " lines");
    }

    /** The disk never comes back: the deployment ends all the same. */
    @Test
    void closeDoesNotWaitForAStalledDisk() throws Exception {
        Shaky trail = new Shaky();
        trail.standstill = new CountDownLatch(1);
        AuditLog log = log(trail);
        log.write(EVENT);
        log.write(EVENT);
        log.close();
        log.write(EVENT);
        assertThat(trail.lines).isEmpty();
        assertThat(log.lost()).isEqualTo(1);
        assertThat(listening.messages).anyMatch(message -> message.contains("too slow"));
        trail.standstill.countDown();
        awaitMessage("written again");
    }

    @Test
    void writerOutlivesAnError() throws Exception {
        Shaky trail = new Shaky();
        trail.failing = true;
        try (AuditLog log = log(trail)) {
            log.write(EVENT);
            while (log.lost() < 1) {
                Thread.sleep(5);
            }
            trail.failing = false;
            log.write(EVENT);
        }
        assertThat(trail.lines).containsExactly(LINE);
    }

    @Test
    void silentLogWritesNothingAndRemembersNothing() throws IOException {
        Files.writeString(folder.resolve("audited"), "2026-11-22T12:00:00.000Z\n");
        try (AuditLog log = AuditLog.silent()) {
            log.begin(folder);
            log.write(EVENT);
            log.recordIfMissing(file("a", NOON));
        }
        assertThat(listening.messages).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    /** A killed server: nobody has closed its log, and of two lines one was still waiting. */
    @Test
    void fileWhoseLineWasNotWrittenIsFoundOnceAndOthersAreNot() throws IOException {
        Path path = folder.resolve("audit.log");
        try (AuditLog first = inAFile(NOON)) {
            first.begin(folder);
            first.write(new AuditEvent(Action.STORED, AuditedResource.of(file("written", NOON)), Actor.named("x")));
        }
        Files.writeString(folder.resolve("audited"), "2026-11-22T11:58:00.000Z\n");
        Instant later = NOON.plusSeconds(60);
        try (AuditLog second = inAFile(later)) {
            second.begin(folder);
            second.recordIfMissing(file("long ago", NOON.minus(Duration.ofMinutes(3))));
            second.recordIfMissing(file("written", NOON));
            second.recordIfMissing(file("waiting", NOON.plusMillis(1)));
            second.recordIfMissing(file("of now", later.plusMillis(1)));
            second.allSeen();
            second.recordIfMissing(file("waiting", NOON.plusMillis(1)));
        }
        assertThat(Files.readAllLines(path))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("{\"time\":\"2026-11-22T12:01:00Z\",\"event\":\"found\",\"key\":\"waiting\",\"size\":1,")
                .endsWith("\"who\":\"start\",\"why\":\"stored 2026-11-22T12:00:00.001Z\"}");
        try (AuditLog third = inAFile(later.plusSeconds(1))) {
            third.begin(folder);
            third.recordIfMissing(file("waiting", NOON.plusMillis(1)));
        }
        assertThat(Files.readAllLines(path)).hasSize(2);
    }

    /** Killed during the search: the files already found have lines, and the next start finds the others. */
    @Test
    void searchThatWasKilledIsRepeatedWithoutRepeatingLines() throws IOException {
        Files.writeString(folder.resolve("audited"), "2026-11-22T11:58:00.000Z\n");
        try (AuditLog first = inAFile(NOON)) {
            first.begin(folder);
            first.recordIfMissing(file("one", NOON.minusSeconds(1)));
        }
        try (AuditLog second = inAFile(NOON.plusSeconds(9))) {
            second.begin(folder);
            second.recordIfMissing(file("one", NOON.minusSeconds(1)));
            second.recordIfMissing(file("two", NOON.minusSeconds(1)));
            second.allSeen();
        }
        assertThat(Files.readAllLines(folder.resolve("audit.log")))
                .extracting(line -> line.replaceAll(".*\"key\":\"(\\w+)\".*", "$1"))
                .containsExactly("one", "two");
    }

    /** Turning the log on writes no lines for old files; moving it away repeats no lines. */
    @Test
    void firstStartFindsNothingAndAMovedLogIsStillRead() throws IOException {
        try (AuditLog first = inAFile(NOON)) {
            first.begin(folder);
            first.recordIfMissing(file("older", NOON.minusSeconds(1)));
            first.write(new AuditEvent(Action.STORED, AuditedResource.of(file("a", NOON)), Actor.named("x")));
        }
        Files.move(folder.resolve("audit.log"), folder.resolve("audit.log-20261122"));
        Files.writeString(folder.resolve("audited"), "2026-11-22T11:58:00.000Z\n");
        try (AuditLog second = inAFile(NOON.plusSeconds(9))) {
            second.begin(folder);
            second.recordIfMissing(file("a", NOON));
        }
        assertThat(folder.resolve("audit.log")).isEmptyFile();
    }

    @Test
    void nothingIsWrittenIntoAMissingStore() throws IOException {
        Path store = Files.createDirectory(folder.resolve("store"));
        try (AuditLog log = inAFile(NOON)) {
            log.begin(store);
            Files.delete(store.resolve("audited"));
            log.write(EVENT);
        }
        assertThat(store).isEmptyDirectory();
    }

    /** Without it the writer would tell the next test. */
    private void awaitMessage(String words) throws InterruptedException {
        while (listening.messages.stream().noneMatch(message -> message.contains(words))) {
            Thread.sleep(5);
        }
    }

    private AuditLog inAFile(Instant now) throws IOException {
        return AuditLog.inAFile(folder.resolve("audit.log"), 1 << 20, 2, at(now), kind -> {});
    }

    private static AuditLog log(AuditSink trail) {
        return new AuditLog(List.of(trail), at(NOON), kind -> {});
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static StoredFile file(String key, Instant stored) {
        return new StoredFile(new Slot(new FileKey(key), 1, "a/b", null, null), "00", stored);
    }

    /** A sink whose disk can fail or stall. */
    private static final class Shaky implements AuditSink {

        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean broken;
        private volatile boolean failing;
        private volatile boolean closed;
        private volatile CountDownLatch standstill = new CountDownLatch(0);

        @Override
        public void append(String line) throws IOException {
            try {
                standstill.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (broken) {
                throw new IOException("broken");
            }
            if (failing) {
                throw new AssertionError("failing");
            }
            lines.add(line);
        }

        @Override
        public void sync() {}

        @Override
        public Set<String> recorded(Instant since) {
            return Set.of();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Collects what is logged. */
    private static final class Listening extends Handler {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord heard) {
            messages.add(heard.getLevel() + " " + heard.getLoggerName() + " " + heard.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

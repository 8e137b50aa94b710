package org.stowage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowage.audit.AuditEvent.Kind;

/** The audit log stands in nobody's way. */
final class AuditLogTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final AuditEvent EVENT =
            new AuditEvent(Kind.BANNED, Subject.content("00"), Source.named("jmx"), "why not");
    private static final String LINE = "{\"time\":\"2026-11-22T12:00:00Z\",\"event\":\"banned\",\"sha256\":\"00\","
            + "\"who\":\"jmx\",\"why\":\"why not\"}";

    private final Listening listening = new Listening();

    @BeforeEach
    void listen() {
        Logger.getLogger("org.stowage").addHandler(listening);
    }

    @AfterEach
    void listenNoLonger() {
        Logger.getLogger("org.stowage").removeHandler(listening);
    }

    @Test
    void eventsGetTheTimeAtWhichTheyAreWritten() {
        Shaky trail = new Shaky();
        new AuditLog(List.of(trail), NOON).write(EVENT);
        assertThat(trail.lines).containsExactly(LINE);
        assertThat(listening.messages).isEmpty();
    }

    @Test
    void lineInTheServersLogIsTheMessageAsItIs() {
        try (AuditLog log = AuditLog.inTheServersLog(NOON)) {
            log.write(EVENT);
        }
        assertThat(listening.messages).containsExactly("INFO org.stowage.audit " + LINE);
    }

    @Test
    void lostLinesAreToldOnceAndCountedWhenThereIsRoomAgain() {
        Shaky trail = new Shaky();
        AuditLog log = new AuditLog(List.of(trail), NOON);
        trail.broken = true;
        for (int i = 0; i < 3; i++) {
            log.write(EVENT);
        }
        trail.broken = false;
        log.write(EVENT);
        log.write(EVENT);
        assertThat(trail.lines).hasSize(2);
        assertThat(listening.messages)
                .containsExactly(
                        "WARNING org.stowage The audit log cannot be written, lines are missing from now on:"
                                + " java.io.IOException: broken",
                        "WARNING org.stowage The audit log is written again; 3 lines are missing.");
    }

    @Test
    void silentLogWritesNothing() {
        try (AuditLog log = AuditLog.silent()) {
            log.write(EVENT);
        }
        assertThat(listening.messages).isEmpty();
    }

    /** A trail whose disk can be taken away. */
    private static final class Shaky implements Trail {

        private final List<String> lines = new ArrayList<>();
        private boolean broken;

        @Override
        public void append(String line) throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            lines.add(line);
        }

        @Override
        public void close() {}
    }

    /** Hears what is logged. */
    private static final class Listening extends Handler {

        private final List<String> messages = new ArrayList<>();

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

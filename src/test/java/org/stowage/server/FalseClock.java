package org.stowage.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * The clock of the machine as one process sees it, set by libfaketime; the time that passes ({@link System#nanoTime}) stays true.
 * The process looks at it once a second.
 *
 * @param file says how far it is ahead
 */
record FalseClock(Path file) {

    /** The Debian package. */
    static final String PACKAGE = "faketime";

    /** A clock that is right, in a file of that folder. */
    static FalseClock in(Path folder) throws IOException {
        FalseClock clock = new FalseClock(folder.resolve("clock"));
        clock.isAhead(Duration.ZERO);
        return clock;
    }

    /** Returns what a process must see at its start. With libfaketime's own cure for old glibc Java's waits end at once. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", "/usr/$LIB/faketime/libfaketimeMT.so.1",
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1");
    }

    /** Sets it. */
    void isAhead(Duration duration) throws IOException {
        Path next = Files.writeString(file.resolveSibling("clock.next"), "+" + duration.toSeconds() + "s\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

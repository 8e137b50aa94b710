package org.stowage.storage.format;

import java.time.Instant;
import org.stowage.storage.TimeSeen;

/** How a store writes the time down: in ISO 8601, and the word {@code doubted} behind it if the clock was. */
public final class TimeText {

    /** What its file is called. */
    public static final String NAME = "time";

    private static final String DOUBTED = " doubted";

    private TimeText() {}

    /** Returns the text. */
    public static String of(TimeSeen seen) {
        return seen.time() + (seen.doubted() ? DOUBTED : "") + "\n";
    }

    /**
     * Reads the text.
     *
     * @throws java.time.format.DateTimeParseException if it is none
     */
    public static TimeSeen parse(String text) {
        String stripped = text.strip();
        boolean doubted = stripped.endsWith(DOUBTED);
        String time = doubted ? stripped.substring(0, stripped.length() - DOUBTED.length()) : stripped;
        return new TimeSeen(Instant.parse(time), doubted);
    }
}

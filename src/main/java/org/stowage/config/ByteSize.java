package org.stowage.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written as {@code 104857600}, {@code 100 MiB} or {@code 2 GB}.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) ?([A-Za-z]*)");
    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("b", 1L),
            Map.entry("kb", 1_000L),
            Map.entry("mb", 1_000_000L),
            Map.entry("gb", 1_000_000_000L),
            Map.entry("tb", 1_000_000_000_000L),
            Map.entry("kib", 1L << 10),
            Map.entry("mib", 1L << 20),
            Map.entry("gib", 1L << 30),
            Map.entry("tib", 1L << 40));

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must not be negative");
        }
    }

    /**
     * Reads a number with or without a unit; upper and lower case are the same, one space may separate them.
     *
     * @throws IllegalArgumentException if the text is something else, or too large for a {@code long}
     */
    public static ByteSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("is not a size such as 104857600, 100 MiB or 2 GiB");
        }
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("is too large", e);
        }
    }

    /** Returns the number in the largest binary unit that needs no fraction. */
    @Override
    public String toString() {
        int unit = 0;
        long number = bytes;
        while (number >= 1024 && number % 1024 == 0 && unit < BINARY.size() - 1) {
            number /= 1024;
            unit++;
        }
        return number + " " + BINARY.get(unit);
    }
}

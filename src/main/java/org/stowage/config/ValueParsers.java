package org.stowage.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowage.contract.Contract;

/** Parsers of numbers, sizes, times and words. Each throws an {@link IllegalArgumentException} that says what is wrong with the text. */
final class ValueParsers {

    private static final int LONGEST_LINE = 500;
    private static final ByteSize USUAL_CACHE = new ByteSize(32 << 20);

    private ValueParsers() {}

    static int positiveNumber(String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a number up to " + Integer.MAX_VALUE, e);
        }
        throw new IllegalArgumentException("is not above 0");
    }

    static boolean yes(String text) {
        String word = text.strip();
        if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException("is not true or false");
        }
        return word.equals("true");
    }

    static String line(String text) {
        String line = text.strip();
        if (line.isEmpty() || line.length() > LONGEST_LINE || line.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("is not one line of up to " + LONGEST_LINE + " characters");
        }
        return line;
    }

    static ByteSize positiveSize(String text) {
        ByteSize size = ByteSize.parse(text);
        if (size.bytes() == 0) {
            throw new IllegalArgumentException("would refuse every file");
        }
        return size;
    }

    static ByteSize logSize(String text) {
        ByteSize size = ByteSize.parse(text);
        if (size.bytes() < 64 * 1024) {
            throw new IllegalArgumentException("is below 64 KiB");
        }
        return size;
    }

    static ByteSize cacheSize(String text) {
        ByteSize size = ByteSize.parse(text);
        long heap = Runtime.getRuntime().maxMemory();
        if (size.bytes() > heap / 2) {
            throw new IllegalArgumentException("is more than half of Java's heap of " + (heap >> 20) + " MiB");
        }
        return size;
    }

    static ByteSize usualCacheSize() {
        return new ByteSize(Math.min(USUAL_CACHE.bytes(), Runtime.getRuntime().maxMemory() / 8));
    }

    /** Reads a length of time; {@code ever} gives an empty value. */
    static Optional<TimeSpan> keepFor(String text) {
        if (text.strip().equals("ever")) {
            return Optional.empty();
        }
        try {
            return Optional.of(TimeSpan.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", nor ever", e);
        }
    }

    static TimeSpan sweepInterval(String text) {
        return atLeast(Duration.ofSeconds(10), "10 seconds", TimeSpan.parse(text));
    }

    static TimeSpan scrubInterval(String text) {
        return atLeast(Duration.ofMinutes(1), "1 minute", TimeSpan.parse(text));
    }

    /**
     * If tombstones were purged sooner, a file could be published, deleted and published again while it is being
     * counted.
     */
    static TimeSpan tombstones(String text) {
        return atLeast(Duration.ofMinutes(1), "1 minute", TimeSpan.parse(text));
    }

    static Instant startOf(String text) {
        return text.contains("T")
                ? moment(text)
                : date(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static Instant endOf(String text) {
        return text.contains("T")
                ? moment(text)
                : date(text)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusMillis(1);
    }

    static Set<Contract> contracts(String text) {
        Function<String, Contract> contract = constantOf(Contract.class);
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(contract)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Contract.class)));
    }

    /** Returns a parser of an enum's constants, written in lower case with hyphens. */
    static <E extends Enum<E>> Function<String, E> constantOf(Class<E> type) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return text -> Optional.ofNullable(constants.get(text))
                .orElseThrow(
                        () -> new IllegalArgumentException("is not one of " + String.join(", ", constants.keySet())));
    }

    private static TimeSpan atLeast(Duration least, String words, TimeSpan span) {
        if (span.duration().compareTo(least) < 0) {
            throw new IllegalArgumentException("is shorter than " + words);
        }
        return span;
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException e) {
            throw noTime(e);
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw noTime(e);
        }
    }

    private static IllegalArgumentException noTime(DateTimeException e) {
        return new IllegalArgumentException("is not a time such as 2026-12-31 or 2026-12-31T18:00:00Z", e);
    }
}

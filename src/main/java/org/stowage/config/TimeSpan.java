package org.stowage.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time, written as {@code 30 days} or {@code 12 hours}.
 *
 * @param duration longer than zero, at most 1000 years
 */
public record TimeSpan(Duration duration) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) ?([A-Za-z]+)");
    private static final Map<String, Duration> UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "year", Duration.ofDays(365));
    private static final Duration LONGEST = Duration.ofDays(365_000);

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if it is not longer than zero, or longer than 1000 years
     */
    public TimeSpan {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("must be longer than zero");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("is too long");
        }
    }

    /**
     * Reads a whole number and its unit, in singular or plural; upper and lower case are the same, one space may
     * separate them.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static TimeSpan parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        Duration unit = matcher.matches() ? UNITS.get(singular(matcher.group(2))) : null;
        if (unit == null) {
            throw new IllegalArgumentException("is not a length of time such as 30 days, 12 hours or 1 year");
        }
        return new TimeSpan(unit.multipliedBy(Long.parseLong(matcher.group(1))));
    }

    private static String singular(String unit) {
        return unit.toLowerCase(Locale.ROOT).replaceFirst("s$", "");
    }
}

package org.stowage.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A date in HTTP, with a precision of one second (RFC 9110 §5.6.7).
 *
 * @param instant the time, truncated to the second
 */
record HttpDate(Instant instant) implements Comparable<HttpDate> {

    private static final DateTimeFormatter PREFERRED =
            strict(new DateTimeFormatterBuilder().appendPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'"));

    HttpDate {
        instant = instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Reads any of the three forms that recipients must accept. Returns nothing for any other text, which is to be
     * ignored.
     */
    static Optional<HttpDate> parse(String text) {
        for (DateTimeFormatter format : List.of(PREFERRED, rfc850(), asctime())) {
            try {
                return Optional.of(
                        new HttpDate(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC)));
            } catch (DateTimeException notThisForm) {
                // the next one
            }
        }
        return Optional.empty();
    }

    @Override
    public int compareTo(HttpDate other) {
        return instant.compareTo(other.instant);
    }

    /** Returns the preferred form, IMF-fixdate. */
    @Override
    public String toString() {
        return PREFERRED.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** A two-digit year means 1970 to 2069, because no file is older than the epoch. */
    private static DateTimeFormatter rfc850() {
        return strict(new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.EPOCH)
                .appendPattern(" HH:mm:ss 'GMT'"));
    }

    private static DateTimeFormatter asctime() {
        return strict(new DateTimeFormatterBuilder().appendPattern("EEE MMM ppd HH:mm:ss uuuu"));
    }

    /** Rejects dates such as February 31st and the time 24:00, which Java would otherwise adjust. */
    private static DateTimeFormatter strict(DateTimeFormatterBuilder form) {
        return form.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }
}

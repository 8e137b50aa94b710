package org.stowage.management.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters in the query of a request, read strictly. Messages of exceptions are sentences. A parameter that is
 * empty counts as missing, because forms send all their fields.
 */
public final class QueryParameters {

    private static final int LONGEST = 16 << 10;

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    static QueryParameters of(String query, String... known) {
        if (query.length() > LONGEST) {
            throw new IllegalArgumentException("The query is longer than 16 KiB.");
        }
        List<String> names = List.of(known);
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (pair.isEmpty()) {
                continue;
            }
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        names.isEmpty()
                                ? "This call has no parameters."
                                : "The query has a parameter other than " + String.join(", ", names) + ".");
            }
            if (values.put(name, value) != null) {
                throw new IllegalArgumentException("The parameter " + name + " occurs twice.");
            }
        }
        values.values().removeIf(String::isEmpty);
        return new QueryParameters(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The query is not percent-encoded as it should be.", e);
        }
    }

    /** Returns a text; empty if the parameter is missing. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Returns a text.
     *
     * @throws IllegalArgumentException if the parameter is missing
     */
    public String needed(String name) {
        return text(name).orElseThrow(() -> wrong(name, "is needed"));
    }

    /**
     * Returns a whole number that is not negative; empty if the parameter is missing.
     *
     * @throws IllegalArgumentException if the parameter is something else
     */
    public Optional<Long> number(String name) {
        return text(name).map(text -> {
            try {
                if (text.matches("\\d+")) {
                    return Long.parseLong(text);
                }
            } catch (NumberFormatException tooLarge) {
                // It is told as any other text that is no number.
            }
            throw wrong(name, "is a whole number");
        });
    }

    /**
     * Returns a time, which may be a day: then it is its first moment, UTC. Empty if the parameter is missing.
     *
     * @throws IllegalArgumentException if the parameter is something else
     */
    public Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return text.indexOf('T') < 0
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw wrong(name, "is a day such as 2026-11-28, or a time such as 2026-11-28T06:30:00Z");
            }
        });
    }

    /** Returns an exception whose message says what is wrong with a parameter. */
    public static IllegalArgumentException wrong(String parameter, String what) {
        return new IllegalArgumentException("The parameter " + parameter + " " + what + ".");
    }
}

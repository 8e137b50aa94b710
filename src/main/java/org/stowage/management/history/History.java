package org.stowage.management.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Amounts by the intervals of each {@link Span}. Safe for any number of threads. */
public final class History {

    /** The first line of the text. */
    private static final String HEAD = "stowage-history 1";

    private static final int FIELDS = 7;

    private final Map<Span, NavigableMap<Long, Amounts>> spans = new EnumMap<>(Span.class);

    /** Begins with nothing. */
    public History() {
        for (Span span : Span.values()) {
            spans.put(span, new TreeMap<>());
        }
    }

    /**
     * An interval in which something happened.
     *
     * @param begin its first moment
     * @param amounts what happened
     */
    public record Interval(Instant begin, Amounts amounts) {}

    /**
     * Adds what happened to the intervals of this moment. When there are too many, those go that are farthest from this
     * moment: the oldest ones, or those that a clock has made that was far ahead.
     */
    public synchronized void add(Amounts amounts, Instant now) {
        if (!amounts.equals(Amounts.NONE)) {
            spans.forEach((span, intervals) -> {
                long number = numberOf(span, now);
                intervals.merge(number, amounts, Amounts::plus);
                if (intervals.size() > span.intervals()) {
                    boolean oldest = number - intervals.firstKey() >= intervals.lastKey() - number;
                    intervals.remove(oldest ? intervals.firstKey() : intervals.lastKey());
                }
            });
        }
    }

    /** Returns the intervals of a span that ends now, the oldest first; those without anything are left out. */
    public synchronized List<Interval> last(Span span, Instant now) {
        long number = numberOf(span, now);
        return spans
                .getOrDefault(span, new TreeMap<>())
                .subMap(number - span.intervals() + 1, true, number, true)
                .entrySet()
                .stream()
                .map(entry -> new Interval(beginOf(span, entry.getKey()), entry.getValue()))
                .toList();
    }

    private static long numberOf(Span span, Instant time) {
        return Math.floorDiv(time.getEpochSecond(), span.interval().toSeconds());
    }

    private static Instant beginOf(Span span, long number) {
        return Instant.ofEpochSecond(number * span.interval().toSeconds());
    }

    /** Returns the whole history as text, with a line for each interval. */
    synchronized String text() {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        spans.forEach(
                (span, intervals) -> intervals.forEach((number, amounts) -> lines.add(line(span, number, amounts))));
        return String.join("\n", lines) + "\n";
    }

    private static String line(Span span, long number, Amounts amounts) {
        String refusals = amounts.refusals().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(code -> code.getKey() + "=" + code.getValue())
                .collect(Collectors.joining(","));
        return String.format(
                Locale.ROOT,
                "%s %d %d %d %d %d %s",
                span,
                number,
                amounts.uploads(),
                amounts.downloads(),
                amounts.received(),
                amounts.sent(),
                refusals.isEmpty() ? "-" : refusals);
    }

    /**
     * Reads what {@link #text} has made.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static History of(String text) {
        History history = new History();
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
            throw new IllegalArgumentException("it does not begin with \"" + HEAD + "\"");
        }
        lines.subList(1, lines.size()).forEach(history::take);
        return history;
    }

    private void take(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a line has " + fields.length + " fields");
        }
        Span span = Span.valueOf(fields[0]);
        Amounts amounts = new Amounts(
                count(fields[2]), count(fields[3]), count(fields[4]), count(fields[5]), refusals(fields[6]));
        NavigableMap<Long, Amounts> intervals = spans.getOrDefault(span, new TreeMap<>());
        intervals.put(count(fields[1]), amounts);
        if (intervals.size() > span.intervals()) {
            throw new IllegalArgumentException("there are too many lines of " + span);
        }
    }

    private static long count(String field) {
        long count = Long.parseLong(field);
        if (count < 0) {
            throw new IllegalArgumentException("a number is negative");
        }
        return count;
    }

    private static Map<String, Long> refusals(String field) {
        Map<String, Long> counts = new TreeMap<>();
        for (String code : field.equals("-") ? new String[0] : field.split(",", -1)) {
            int equals = code.indexOf('=');
            counts.put(code.substring(0, Math.max(equals, 0)), count(code.substring(equals + 1)));
        }
        return counts;
    }
}

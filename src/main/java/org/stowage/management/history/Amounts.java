package org.stowage.management.history;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * How much happened in some time.
 *
 * @param uploads files that were stored
 * @param downloads downloads that came to their end
 * @param received bytes of uploads, also of failed ones
 * @param sent bytes of downloads, also of failed ones
 * @param refusals how many requests were refused, by the code in the log; none has 0
 */
public record Amounts(long uploads, long downloads, long received, long sent, Map<String, Long> refusals) {

    /** Nothing happened. */
    public static final Amounts NONE = new Amounts(0, 0, 0, 0, Map.of());

    /** Leaves out the codes that have 0. */
    public Amounts {
        Map<String, Long> some = new TreeMap<>(refusals);
        some.values().removeIf(count -> count == 0);
        refusals = Map.copyOf(some);
    }

    Amounts plus(Amounts other) {
        return with(other, Long::sum);
    }

    /** Subtracts what had happened before. */
    Amounts minus(Amounts before) {
        return with(before, (now, then) -> now - then);
    }

    private Amounts with(Amounts other, LongBinaryOperator by) {
        Map<String, Long> codes = new TreeMap<>(refusals);
        other.refusals.forEach(
                (code, count) -> codes.put(code, by.applyAsLong(refusals.getOrDefault(code, 0L), count)));
        return new Amounts(
                by.applyAsLong(uploads, other.uploads),
                by.applyAsLong(downloads, other.downloads),
                by.applyAsLong(received, other.received),
                by.applyAsLong(sent, other.sent),
                codes);
    }
}

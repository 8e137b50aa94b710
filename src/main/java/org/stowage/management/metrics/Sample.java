package org.stowage.management.metrics;

import java.util.Map;

/**
 * A figure at a moment.
 *
 * @param name without a suffix for its kind, such as {@code stowage_heads}
 * @param labels its values by their names
 * @param kind what it is
 * @param value of a counter or a gauge; the sum of the seconds of durations
 * @param count how many durations there were; else 0
 */
public record Sample(String name, Map<String, String> labels, Type kind, double value, long count) {

    /** What metrics are. */
    public enum Type {
        /** Only grows. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** How long things took. */
        DURATIONS
    }
}

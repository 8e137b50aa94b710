package org.stowage.management.metrics;

import java.util.Map;

/**
 * One metric at one moment.
 *
 * @param name without the suffix of its type, such as {@code stowage_heads}
 * @param labels the values of the labels by their names
 * @param kind the type of the metric
 * @param value of a counter or a gauge; for durations their sum in seconds
 * @param count for durations their number; else 0
 */
public record Sample(String name, Map<String, String> labels, Type kind, double value, long count) {

    /** The type of a metric. */
    public enum Type {
        /** A number that only grows. */
        COUNTER,
        /** A number that goes up and down. */
        GAUGE,
        /** Durations: their sum and their number. */
        DURATIONS
    }
}

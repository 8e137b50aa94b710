package org.stowage.management.metrics;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes what is measured with, in a registry of this deployment: the library's own is one for all that share its classes.
 *
 * <p>The server's system properties are not asked, and there are no exemplars: they would start a thread that stays.
 */
final class Instruments {

    private static final PrometheusProperties PLAIN =
            PrometheusProperties.builder().build();

    private final PrometheusRegistry registry = new PrometheusRegistry();

    PrometheusRegistry registry() {
        return registry;
    }

    Counter counter(String name, String help, String... labels) {
        return Counter.builder(PLAIN)
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    Counter bytes(String name, String help) {
        return Counter.builder(PLAIN)
                .name(name)
                .help(help)
                .unit(Unit.BYTES)
                .withoutExemplars()
                .register(registry);
    }

    /** With as many buckets as there are bounds, in seconds, and one for the rest. */
    Histogram seconds(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder(PLAIN)
                .name(name)
                .help(help)
                .unit(Unit.SECONDS)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars()
                .register(registry);
    }

    /** A number that only grows, asked for when somebody wants to know. */
    void count(String name, String help, LongSupplier value) {
        CounterWithCallback.builder(PLAIN)
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    /** A number that is asked for when somebody wants to know. */
    void gauge(String name, String help, Supplier<? extends Number> value) {
        gaugeIfKnown(name, help, () -> OptionalDouble.of(value.get().doubleValue()));
    }

    /** A number that is asked for when somebody wants to know, and left out while there is none. */
    void gaugeIfKnown(String name, String help, Supplier<OptionalDouble> value) {
        GaugeWithCallback.builder(PLAIN)
                .name(name)
                .help(help)
                .callback(callback -> value.get().ifPresent(callback::call))
                .register(registry);
    }

    /** Numbers by the values of a label. */
    void gauges(String name, String help, String label, Supplier<Map<String, Long>> values) {
        GaugeWithCallback.builder(PLAIN)
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> values.get().forEach((word, value) -> callback.call(value, word)))
                .register(registry);
    }

    /** A word that never changes. */
    void info(String name, String help, String label, String word) {
        Info.builder(PLAIN)
                .name(name)
                .help(help)
                .labelNames(label)
                .register(registry)
                .setLabelValues(word);
    }
}

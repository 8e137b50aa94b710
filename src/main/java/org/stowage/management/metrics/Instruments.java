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
 * Makes counters, gauges and histograms in a registry of this deployment. The default registry of the library would be
 * shared by all deployments that share its classes.
 *
 * <p>The instruments ignore the system properties of the server. They have no exemplars, which would start a thread
 * that does not end.
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

    /**
     * A histogram of durations.
     *
     * @param bounds the upper bounds of the buckets in seconds; one more bucket takes the rest
     */
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

    /** A counter whose value is read when the metrics are written. */
    void count(String name, String help, LongSupplier value) {
        CounterWithCallback.builder(PLAIN)
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) value.getAsLong()))
                .register(registry);
    }

    /** A gauge whose value is read when the metrics are written. */
    void gauge(String name, String help, Supplier<? extends Number> value) {
        gaugeIfKnown(name, help, () -> OptionalDouble.of(value.get().doubleValue()));
    }

    /** A gauge whose value is read when the metrics are written, and left out if it is empty. */
    void gaugeIfKnown(String name, String help, Supplier<OptionalDouble> value) {
        GaugeWithCallback.builder(PLAIN)
                .name(name)
                .help(help)
                .callback(callback -> value.get().ifPresent(callback::call))
                .register(registry);
    }

    /** Gauges with one label, by the values of the label. */
    void gauges(String name, String help, String label, Supplier<Map<String, Long>> values) {
        GaugeWithCallback.builder(PLAIN)
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> values.get().forEach((word, value) -> callback.call(value, word)))
                .register(registry);
    }

    /** A constant text as the value of a label. */
    void info(String name, String help, String label, String word) {
        Info.builder(PLAIN)
                .name(name)
                .help(help)
                .labelNames(label)
                .register(registry)
                .setLabelValues(word);
    }
}

package org.stowage.management.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.stowage.management.metrics.Metrics;
import org.stowage.management.metrics.Sample;

/** Registers all metrics as meters in a Micrometer registry, until it is closed. */
public final class MicrometerMeters {

    /**
     * How long the metrics that were read last are used: a registry reads its meters one by one, and one reading serves
     * all of them.
     */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final MeterRegistry registry;
    private final Metrics metrics;
    private final Tag context;
    private final LongSupplier nanos;
    private final Map<Series, Sample> samples = new ConcurrentHashMap<>();
    private final Set<Key> registered = ConcurrentHashMap.newKeySet();
    private long written;

    /**
     * Registers the metrics that exist now. A metric that appears later, such as the count of another contract, is
     * registered when the registry next reads one.
     *
     * @param context the context path, because several deployments may share a registry
     * @param nanos a clock that never goes back
     */
    MicrometerMeters(MeterRegistry registry, Metrics metrics, String context, LongSupplier nanos) {
        this.registry = registry;
        this.metrics = metrics;
        this.context = Tag.of("context", context);
        this.nanos = nanos;
        write();
    }

    /**
     * Registers all metrics in the server's registry, if CDI provides one; running the returned action removes them.
     */
    public static Optional<Runnable> inTheServersRegistry(Metrics metrics, String context, LongSupplier nanos) {
        Instance<MeterRegistry> registry = CDI.current().select(MeterRegistry.class);
        return registry.isResolvable()
                ? Optional.of(new MicrometerMeters(registry.get(), metrics, context, nanos)::close)
                : Optional.empty();
    }

    /** Removes the meters that this object has registered, and no others. */
    void close() {
        registered.stream().flatMap(this::find).toList().forEach(registry::remove);
    }

    private record Series(String name, Map<String, String> labels) {}

    private record Key(String name, List<Tag> tags) {}

    private void write() {
        written = nanos.getAsLong();
        for (Sample sample : metrics.samples()) {
            Series series = new Series(sample.name(), sample.labels());
            if (samples.put(series, sample) == null) {
                register(series, sample.kind());
            }
        }
    }

    /** Registers a meter unless it exists: a deployment with the same path on another host keeps its meter. */
    private void register(Series series, Sample.Type kind) {
        Key key = keyOf(series, kind);
        if (find(key).findAny().isEmpty()) {
            registered.add(key);
            register(series, key, kind);
        }
    }

    private void register(Series series, Key key, Sample.Type kind) {
        switch (kind) {
            case COUNTER ->
                registry.more()
                        .counter(
                                key.name(),
                                key.tags(),
                                this,
                                meters -> meters.sample(series).value());
            case GAUGE ->
                registry.gauge(
                        key.name(),
                        key.tags(),
                        this,
                        meters -> meters.sample(series).value());
            case DURATIONS ->
                registry.more()
                        .timer(
                                key.name(),
                                key.tags(),
                                this,
                                meters -> meters.sample(series).count(),
                                meters -> meters.sample(series).value(),
                                TimeUnit.SECONDS);
        }
    }

    private Key keyOf(Series series, Sample.Type kind) {
        String name = series.name().replace('_', '.');
        Stream<Tag> labels = series.labels().entrySet().stream().map(label -> Tag.of(label.getKey(), label.getValue()));
        return new Key(
                kind == Sample.Type.DURATIONS ? name.replaceFirst("[.]seconds$", "") : name,
                Stream.concat(labels, Stream.of(context)).toList());
    }

    private Stream<Meter> find(Key key) {
        return registry.find(key.name()).tags(key.tags()).meters().stream();
    }

    private synchronized Sample sample(Series series) {
        if (nanos.getAsLong() - written > FRESH_NANOS) {
            write();
        }
        return Optional.ofNullable(samples.get(series)).orElseThrow();
    }
}

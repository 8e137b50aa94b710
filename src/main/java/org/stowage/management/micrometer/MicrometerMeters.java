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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.stowage.management.figures.Metrics;
import org.stowage.management.figures.Sample;

/** Meters of all figures in a registry, until this is closed. */
public final class MicrometerMeters {

    private static final String PREFIX = "stowage.";

    /** A registry asks for one number after the other; they are written down once for all that it asks at a time. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final MeterRegistry registry;
    private final Metrics metrics;
    private final LongSupplier nanos;
    private final Map<Series, Sample> samples = new ConcurrentHashMap<>();
    private long written;

    /**
     * Registers what there is; what comes later, such as a count of another contract, is registered when the registry asks.
     *
     * @param nanos a clock that never goes back
     */
    MicrometerMeters(MeterRegistry registry, Metrics metrics, LongSupplier nanos) {
        this.registry = registry;
        this.metrics = metrics;
        this.nanos = nanos;
        write();
    }

    /** Registers all figures with the server's registry, if CDI has one, until what is returned is run. */
    public static Optional<Runnable> inTheServersRegistry(Metrics metrics, LongSupplier nanos) {
        Instance<MeterRegistry> registry = CDI.current().select(MeterRegistry.class);
        return registry.isResolvable()
                ? Optional.of(new MicrometerMeters(registry.get(), metrics, nanos)::close)
                : Optional.empty();
    }

    void close() {
        List<Meter> all = List.copyOf(registry.getMeters());
        all.stream().filter(meter -> meter.getId().getName().startsWith(PREFIX)).forEach(registry::remove);
    }

    private record Series(String name, Map<String, String> labels) {}

    private void write() {
        written = nanos.getAsLong();
        for (Sample sample : metrics.samples()) {
            Series series = new Series(sample.name(), sample.labels());
            if (samples.put(series, sample) == null) {
                register(series, sample.kind());
            }
        }
    }

    private void register(Series series, Sample.Kind kind) {
        String name = series.name().replace('_', '.');
        List<Tag> tags = series.labels().entrySet().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList();
        switch (kind) {
            case COUNTER ->
                registry.more()
                        .counter(
                                name,
                                tags,
                                this,
                                meters -> meters.sample(series).value());
            case GAUGE ->
                registry.gauge(name, tags, this, meters -> meters.sample(series).value());
            case DURATIONS ->
                registry.more()
                        .timer(
                                name.replaceFirst("[.]seconds$", ""),
                                tags,
                                this,
                                meters -> meters.sample(series).count(),
                                meters -> meters.sample(series).value(),
                                TimeUnit.SECONDS);
        }
    }

    private synchronized Sample sample(Series series) {
        if (nanos.getAsLong() - written > FRESH_NANOS) {
            write();
        }
        return Optional.ofNullable(samples.get(series)).orElseThrow();
    }
}

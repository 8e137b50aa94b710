package org.stowage.management.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.stowage.management.metrics.Counters;
import org.stowage.management.metrics.Metrics;

/** The metrics in a Micrometer registry. */
final class MicrometerMetersTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Counters counters = new Counters(nanos::get);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerMeters meters = new MicrometerMeters(
            registry, new Metrics(counters, "1.2.3", Instant.ofEpochSecond(7)), "/one/", nanos::get);

    @Test
    void figuresOfAllKindsAreThere() {
        long begun = counters.now();
        pass(Duration.ofSeconds(3));
        counters.downloadBegun();
        counters.downloadBegun();
        counters.downloadCompleted(begun);
        assertThat(registry.get("stowage.downloads.begun").functionCounter().count())
                .isEqualTo(2);
        assertThat(registry.get("stowage.downloads.in.progress").gauge().value())
                .isEqualTo(1);
        assertThat(registry.get("stowage.start.timestamp.seconds").gauge().value())
                .isEqualTo(7);
        assertThat(registry.get("stowage.build.info")
                        .tag("version", "1.2.3")
                        .gauge()
                        .value())
                .isEqualTo(1);
        var get = registry.get("stowage.download.duration").tag("method", "GET").functionTimer();
        assertThat(get.count()).isEqualTo(1);
        assertThat(get.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void aCountThatIsNewAppearsWhenTheRegistryAsks() {
        counters.stored("jwt", "", "default", counters.now());
        pass(Duration.ofSeconds(2));
        assertThat(registry.find("stowage.uploads.stored").meters()).isEmpty();
        assertThat(registry.get("stowage.heads").functionCounter().count()).isZero();
        assertThat(registry.get("stowage.uploads.stored")
                        .tag("contract", "jwt")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void allOursAreGoneAfterwardsAndNoOthers() {
        registry.counter("other");
        meters.close();
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .extracting(Meter.Id::getName)
                .containsExactly("other");
    }

    @Test
    void deploymentsThatShareARegistryAreApart() {
        Counters others = new Counters(nanos::get);
        MicrometerMeters second = new MicrometerMeters(
                registry, new Metrics(others, "1.2.3", Instant.ofEpochSecond(8)), "/two/", nanos::get);
        assertThat(started("/one/")).containsExactly(7.0);
        assertThat(started("/two/")).containsExactly(8.0);
        meters.close();
        assertThat(started("/one/")).isEmpty();
        assertThat(started("/two/")).containsExactly(8.0);
        second.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    /** Two hosts may have the same path; the first deployment keeps its meters until it ends. */
    @Test
    void deploymentOfTheSamePathTakesNothingFromTheFirst() {
        Counters others = new Counters(nanos::get);
        new MicrometerMeters(registry, new Metrics(others, "1.2.3", Instant.ofEpochSecond(8)), "/one/", nanos::get)
                .close();
        assertThat(started("/one/")).containsExactly(7.0);
    }

    private List<Double> started(String context) {
        return registry.find("stowage.start.timestamp.seconds").tag("context", context).gauges().stream()
                .map(Gauge::value)
                .toList();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

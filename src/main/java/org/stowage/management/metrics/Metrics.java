package org.stowage.management.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.stowage.audit.AuditLog;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.nodes.Membership;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.ContentCache;

/** All metrics of a deployment, as text for Prometheus or one by one. */
public final class Metrics {

    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();
    private static final ExpositionFormatWriter PROMETHEUS = PrometheusTextFormatWriter.create();
    private static final String PROMETHEUS_TYPE = "text/plain";
    private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";
    private static final int USUAL_BYTES = 16 * 1024;

    private final Instruments instruments;

    /**
     * Takes the counters. At most one object may be made for the same counters.
     *
     * @param version of the build
     * @param started when the deployment started
     */
    public Metrics(Counters counters, String version, Instant started) {
        this.instruments = counters.instruments();
        instruments.info("stowage_build", "The version of Stowage.", "version", version);
        instruments.gauge(
                "stowage_start_timestamp_seconds", "When the deployment started.", () -> StoreMetrics.seconds(started));
    }

    /** Adds metrics of the store and the sweeps. */
    public Metrics with(RetainingRepository repository, Sweeper sweeper) {
        StoreMetrics.add(instruments, repository);
        StoreMetrics.add(instruments, sweeper);
        return this;
    }

    /**
     * Adds a metric that says whether the configuration was refused, so that an older one is in force.
     *
     * @param refused 1 if so, else 0
     */
    public Metrics with(Supplier<Integer> refused) {
        instruments.gauge(
                "stowage_settings_refused",
                "Whether the configuration was refused, and an older one is in force.",
                refused);
        return this;
    }

    /** Adds how many nodes share the store, and when they were last met. */
    public Metrics withNodes(Supplier<Membership> nodes) {
        instruments.gauge(
                "stowage_nodes",
                "Nodes of the store that live, as far as this one knows.",
                () -> nodes.get().alive());
        instruments.gaugeIfKnown("stowage_nodes_contact_age_seconds", "Time since the nodes were last met.", () -> {
            Duration since = nodes.get().sinceContact();
            return since == null ? OptionalDouble.empty() : OptionalDouble.of(since.toMillis() / 1000.0);
        });
        return this;
    }

    /** Adds the memory and the hits of the cache of small files. */
    public Metrics with(ContentCache contents) {
        instruments.gauge("stowage_cache_bytes", "Memory that the contents of small files take.", contents::bytes);
        instruments.count("stowage_cache_hits", "Downloads of small files that were in memory.", contents::hits);
        instruments.count("stowage_cache_misses", "Downloads of small files that were not.", contents::misses);
        return this;
    }

    /** Adds the number of lines that the audit log has lost. */
    public Metrics with(AuditLog audit) {
        instruments.gauge(
                "stowage_audit_lines_lost",
                "Lines of the audit log that could not be written since the start.",
                audit::lost);
        return this;
    }

    /**
     * All metrics as text.
     *
     * @param contentType with its parameters, which name the format
     * @param bytes in UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Text(String contentType, byte[] bytes) {

        /** Returns the text as an answer to an admin. */
        public AdminAnswer answer() {
            return AdminAnswer.text(contentType, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /**
     * Writes all metrics as they are now, in the format of OpenMetrics 1.0, or in that of Prometheus (0.0.4) if the
     * request accepts only that.
     *
     * @param accept the header field of the request; empty if there is none
     */
    public Text text(String accept) {
        boolean prometheus = accept.contains(PROMETHEUS_TYPE) && !accept.contains(OPEN_METRICS_TYPE);
        ExpositionFormatWriter format = prometheus ? PROMETHEUS : OPEN_METRICS;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try {
            format.write(bytes, instruments.registry().scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Text(format.getContentType(), bytes.toByteArray());
    }

    /** Returns all metrics as they are now, one by one. */
    public List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (MetricSnapshot metric : instruments.registry().scrape()) {
            String name = metric.getMetadata().getPrometheusName();
            metric.getDataPoints().forEach(point -> samples.add(sample(name, point)));
        }
        return samples;
    }

    private static Sample sample(String name, DataPointSnapshot point) {
        Map<String, String> labels = new LinkedHashMap<>();
        point.getLabels().forEach(label -> labels.put(label.getName(), label.getValue()));
        if (point instanceof CounterDataPointSnapshot counter) {
            return new Sample(name, labels, Sample.Type.COUNTER, counter.getValue(), 0);
        }
        if (point instanceof GaugeDataPointSnapshot gauge) {
            return new Sample(name, labels, Sample.Type.GAUGE, gauge.getValue(), 0);
        }
        if (point instanceof HistogramDataPointSnapshot durations) {
            return new Sample(name, labels, Sample.Type.DURATIONS, durations.getSum(), durations.getCount());
        }
        return new Sample(name + "_info", labels, Sample.Type.GAUGE, 1, 0);
    }
}

package org.stowage.management.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditEvent.Action;

/**
 * Counts uploads, downloads, refusals, errors and removals. Safe for any number of threads.
 *
 * <p>A HEAD is answered in some 12 microseconds, so a method that is called for each download must take far less than
 * one. It adds to a few striped counters that were looked up once, without a lock. A look-up by labels, as for uploads
 * and refusals, makes a list and costs more; these requests cost more anyway. Labels have few values: none is a key, an
 * owner or a text that clients choose.
 */
public final class Counters {

    private static final double[] UPLOAD_SECONDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 1800
    };

    private static final double[] DOWNLOAD_SECONDS = {
        .0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 1800
    };

    private final Instruments instruments = new Instruments();
    private final LongSupplier nanos;
    private final Counter stored;
    private final Counter refusals;
    private final Counter removals;
    private final Counter errors;
    private final Counter uploadsBrokenOff;
    private final Counter received;
    private final Counter downloadsBegun;
    private final Counter downloadsCompleted;
    private final Counter downloadsBrokenOff;
    private final Counter sent;
    private final Counter heads;
    private final Histogram uploadSeconds;
    private final DistributionDataPoint downloadSeconds;
    private final DistributionDataPoint headSeconds;
    private final LongAdder uploadsInProgress = new LongAdder();
    private final Latencies uploads;
    private final Latencies downloads;
    private final RecentCounts recentlyReceived;
    private final RecentCounts recentlySent;
    private volatile @Nullable Long lastError;

    /**
     * Starts with all counts at 0.
     *
     * @param nanos a clock that never goes back, such as {@link System#nanoTime}
     */
    public Counters(LongSupplier nanos) {
        this.nanos = nanos;
        this.uploads = new Latencies(nanos);
        this.downloads = new Latencies(nanos);
        this.recentlyReceived = new RecentCounts(1, nanos);
        this.recentlySent = new RecentCounts(1, nanos);
        this.stored = instruments.counter(
                "stowage_uploads_stored", "Files that were stored.", "contract", "tenant", "secret");
        this.uploadsBrokenOff =
                instruments.counter("stowage_uploads_broken_off", "Uploads whose client went away or stalled.");
        this.received = instruments.bytes("stowage_upload_received_bytes", "Bytes of uploads, also of failed ones.");
        this.uploadSeconds = instruments.seconds(
                "stowage_upload_duration_seconds", "From the header fields of an upload to its 201.", UPLOAD_SECONDS);
        this.downloadsBegun = instruments.counter("stowage_downloads_begun", "Downloads that were begun.");
        this.downloadsCompleted =
                instruments.counter("stowage_downloads_completed", "Downloads that came to their end.");
        this.downloadsBrokenOff =
                instruments.counter("stowage_downloads_broken_off", "Downloads whose client went away or stalled.");
        this.sent = instruments.bytes("stowage_download_sent_bytes", "Bytes of downloads, also of failed ones.");
        this.heads = instruments.counter("stowage_heads", "HEAD requests that were answered.");
        Histogram durations = instruments.seconds(
                "stowage_download_duration_seconds",
                "From the header fields of a GET or HEAD to the end of the answer.",
                DOWNLOAD_SECONDS,
                "method");
        this.downloadSeconds = durations.labelValues("GET");
        this.headSeconds = durations.labelValues("HEAD");
        this.refusals = instruments.counter("stowage_refusals", "Requests that were refused.", "code");
        this.errors = instruments.counter("stowage_errors", "Errors of the virtual machine, in requests.");
        this.removals = instruments.counter("stowage_files_removed", "Files that were removed.", "reason");
        Stream.of("expired", "evicted", "deleted").forEach(removals::initLabelValues);
        instruments.gauge("stowage_uploads_in_progress", "Uploads on their way in.", this::uploadsInProgress);
        instruments.gauge("stowage_downloads_in_progress", "Downloads on their way out.", this::downloadsInProgress);
    }

    /** Returns the time now, for the argument {@code begun} of the methods that measure a duration. */
    public long now() {
        return nanos.getAsLong();
    }

    /** Counts an upload as in progress, until {@link #uploadOver}. */
    public void uploadBegun() {
        uploadsInProgress.increment();
    }

    /** Counts bytes of an upload. */
    public void received(long bytes) {
        received.inc(bytes);
        recentlyReceived.add(0, bytes, now());
    }

    /**
     * Counts a stored file.
     *
     * @param tenant the name of the tenant; empty if it has none
     * @param begun when the request began, by {@link #now}
     */
    public void stored(String contract, String tenant, String secretId, long begun) {
        stored.labelValues(contract, tenant, secretId).inc();
        observe(uploadSeconds, uploads, begun);
    }

    /** Counts an upload whose client went away or stalled. */
    public void uploadBrokenOff() {
        uploadsBrokenOff.inc();
    }

    /** Counts the end of an upload, stored or not. */
    public void uploadOver() {
        uploadsInProgress.decrement();
    }

    /** Shows a refusal code as 0 until the first refusal with this code. */
    public void expect(String code) {
        refusals.initLabelValues(code);
    }

    /** Counts a refused request. */
    public void refused(String code) {
        refusals.labelValues(code).inc();
    }

    /** Counts an {@link Error} in a request, such as too little memory or a class that cannot be loaded. */
    public void failed() {
        errors.inc();
        lastError = now();
    }

    /** Returns the time since the last {@link Error}, if there was one. */
    public Optional<Duration> timeSinceError() {
        return Optional.ofNullable(lastError).map(last -> Duration.ofNanos(now() - last));
    }

    /** Counts a download as in progress, until one of the following three methods ends it. */
    public void downloadBegun() {
        downloadsBegun.inc();
    }

    /** Counts bytes of a download. */
    public void sent(long bytes) {
        sent.inc(bytes);
        recentlySent.add(0, bytes, now());
    }

    /**
     * Counts a completed download.
     *
     * @param begun when the request began, by {@link #now}
     */
    public void downloadCompleted(long begun) {
        downloadsCompleted.inc();
        observe(downloadSeconds, downloads, begun);
    }

    /** Counts a download as completed that the server sends on its own; its duration is not known. */
    public void downloadHandedOver(long bytes) {
        sent(bytes);
        downloadsCompleted.inc();
    }

    /** Counts a download whose client went away or stalled. */
    public void downloadBrokenOff() {
        downloadsBrokenOff.inc();
    }

    /**
     * Counts a HEAD that was answered.
     *
     * @param begun when the request began, by {@link #now}
     */
    public void headAnswered(long begun) {
        heads.inc();
        headSeconds.observe(Unit.nanosToSeconds(now() - begun));
    }

    /** Counts a removal; other actions are ignored. */
    public void happened(Action kind) {
        switch (kind) {
            case EXPIRED -> removals.labelValues("expired").inc();
            case EVICTED -> removals.labelValues("evicted").inc();
            case DELETED -> removals.labelValues("deleted").inc();
            case STORED, FOUND, REFUSED, BANNED, UNBANNED -> {}
        }
    }

    Instruments instruments() {
        return instruments;
    }

    Map<String, Long> storedBy(Function<Labels, String> word) {
        return sums(stored, word);
    }

    Map<String, Long> refusedByCode() {
        Map<String, Long> sums = sums(refusals, labels -> labels.get("code"));
        sums.values().removeIf(count -> count == 0);
        return sums;
    }

    long stored() {
        return storedBy(labels -> "").getOrDefault("", 0L);
    }

    long uploadsBroken() {
        return uploadsBrokenOff.getLongValue();
    }

    long bytesReceived() {
        return received.getLongValue();
    }

    long bytesSent() {
        return sent.getLongValue();
    }

    long heads() {
        return heads.getLongValue();
    }

    long downloadsCompleted() {
        return downloadsCompleted.getLongValue();
    }

    long downloadsBroken() {
        return downloadsBrokenOff.getLongValue();
    }

    long uploadsInProgress() {
        return uploadsInProgress.sum();
    }

    /** Reads the ended downloads before the begun ones, so that the difference is never negative. */
    long downloadsInProgress() {
        long over = downloadsCompleted() + downloadsBroken();
        return downloadsBegun.getLongValue() - over;
    }

    Latencies uploads() {
        return uploads;
    }

    Latencies downloads() {
        return downloads;
    }

    double receivedPerSecond(Duration time) {
        return recentlyReceived.perSecond(time);
    }

    double sentPerSecond(Duration time) {
        return recentlySent.perSecond(time);
    }

    private void observe(DistributionDataPoint seconds, Latencies latencies, long begun) {
        long now = now();
        seconds.observe(Unit.nanosToSeconds(now - begun));
        latencies.add(now - begun, now);
    }

    private static Map<String, Long> sums(Counter counter, Function<Labels, String> word) {
        Map<String, Long> sums = new TreeMap<>();
        for (CounterDataPointSnapshot point : counter.collect().getDataPoints()) {
            sums.merge(word.apply(point.getLabels()), (long) point.getValue(), Long::sum);
        }
        return sums;
    }
}

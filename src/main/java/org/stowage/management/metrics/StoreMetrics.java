package org.stowage.management.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.sweep.SweepReport;
import org.stowage.retention.sweep.Sweeper;

/** Adds metrics of what is stored and of the last sweep; their values are read when the metrics are written. */
final class StoreMetrics {

    private static final double MILLIS_OF_SECOND = 1000;

    private StoreMetrics() {}

    static void add(Instruments instruments, RetainingRepository repository) {
        instruments.gauge(
                "stowage_store_files",
                "Files that are stored.",
                () -> repository.usage().files());
        instruments.gauge(
                "stowage_store_bytes",
                "Bytes that they have.",
                () -> repository.usage().bytes());
        instruments.gauge(
                "stowage_store_reserved_bytes",
                "Bytes held for uploads.",
                () -> repository.usage().reserved());
        instruments.gauge(
                "stowage_store_owners",
                "Owners of files.",
                () -> repository.usage().owners());
        instruments.gauge(
                "stowage_store_counted",
                "Whether the catalog has all files.",
                () -> repository.usage().complete() ? 1 : 0);
        instruments.gauges(
                "stowage_tenant_bytes",
                "Bytes of a tenant.",
                "tenant",
                () -> repository.usage().tenants());
        instruments.gauges(
                "stowage_quota_bytes",
                "What a quota allows.",
                "quota",
                () -> repository.policy().quotas().byName());
        instruments.count(
                "stowage_removals_failed", "How often a file could not be removed.", repository::failedDeletions);
        instruments.gaugeIfKnown(
                "stowage_store_usable_bytes",
                "Bytes that the disk has room for.",
                () -> number(repository.capacity().usableSpace()));
        instruments.gauge(
                "stowage_catalog_writer",
                "Whether this deployment writes the catalog, and so deletes what is due.",
                () -> repository.catalog().isWriter() ? 1 : 0);
        instruments.gauge(
                "stowage_clock_jump_seconds",
                "How far the clock is ahead of the time that has passed; 0 while it is believed.",
                () -> repository.clock().jump().orElse(Duration.ZERO).toSeconds());
        instruments.gauge(
                "stowage_sweep_interval_seconds",
                "How often what is due is deleted.",
                () -> repository.policy().sweepInterval().toSeconds());
    }

    static void add(Instruments instruments, Sweeper sweeper) {
        last(instruments, sweeper, "timestamp_seconds", "When the last sweep was over.", StoreMetrics::finished);
        last(instruments, sweeper, "duration_seconds", "How long it took.", StoreMetrics::duration);
        last(instruments, sweeper, "files", "Files that it removed.", report -> (double) report.files());
        last(instruments, sweeper, "bytes", "Bytes that they had.", report -> (double) report.bytes());
        last(instruments, sweeper, "tombstones", "Tombstones that it removed.", report -> (double) report.purged());
        last(instruments, sweeper, "unreadable", "What it could not read.", report ->
                (double) report.left().unreadable());
        last(instruments, sweeper, "failed", "What it could not remove.", report ->
                (double) report.left().failed());
        last(instruments, sweeper, "unswept", "Parts, of 256, that it did not get through.", report ->
                (double) report.left().shards());
    }

    private static void last(
            Instruments instruments, Sweeper sweeper, String name, String help, Function<SweepReport, Double> figure) {
        instruments.gaugeIfKnown(
                "stowage_last_sweep_" + name,
                help,
                () -> sweeper.last()
                        .map(report -> OptionalDouble.of(figure.apply(report)))
                        .orElse(OptionalDouble.empty()));
    }

    private static double finished(SweepReport report) {
        return seconds(report.finished());
    }

    private static double duration(SweepReport report) {
        return Duration.between(report.started(), report.finished()).toMillis() / MILLIS_OF_SECOND;
    }

    private static OptionalDouble number(OptionalLong number) {
        return number.isPresent() ? OptionalDouble.of((double) number.getAsLong()) : OptionalDouble.empty();
    }

    static double seconds(Instant moment) {
        return moment.toEpochMilli() / MILLIS_OF_SECOND;
    }
}

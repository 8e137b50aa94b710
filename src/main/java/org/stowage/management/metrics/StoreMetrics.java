package org.stowage.management.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.sweep.SweepReport;
import org.stowage.retention.sweep.Sweeper;

/** Adds metrics of the stored files and the last sweep. Their values are read when the metrics are written. */
final class StoreMetrics {

    private static final double MILLIS_OF_SECOND = 1000;

    private StoreMetrics() {}

    static void add(Instruments instruments, RetainingRepository repository) {
        instruments.gauge(
                "stowage_store_files", "Stored files.", () -> repository.usage().files());
        instruments.gauge(
                "stowage_store_bytes",
                "Bytes of the stored files.",
                () -> repository.usage().bytes());
        instruments.gauge(
                "stowage_store_reserved_bytes",
                "Bytes that are reserved for uploads in progress.",
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
                "Bytes of the stored files of a tenant.",
                "tenant",
                () -> repository.usage().tenants());
        instruments.gauges(
                "stowage_quota_bytes",
                "Limit of a quota in bytes.",
                "quota",
                () -> repository.policy().quotas().byName());
        instruments.count(
                "stowage_removals_failed", "How often a file could not be removed.", repository::failedDeletions);
        instruments.gaugeIfKnown(
                "stowage_store_usable_bytes",
                "Free bytes of the disk.",
                () -> number(repository.capacity().usableSpace()));
        instruments.gauge(
                "stowage_catalog_writer",
                "Whether this deployment writes the catalog and deletes files that are due.",
                () -> repository.catalog().isWriter() ? 1 : 0);
        instruments.gauge(
                "stowage_clock_jump_seconds",
                "How far the clock is ahead of the elapsed time; 0 unless it has jumped.",
                () -> repository.clock().jump().orElse(Duration.ZERO).toSeconds());
        instruments.gauge(
                "stowage_sweep_interval_seconds",
                "How often files that are due are deleted.",
                () -> repository.policy().sweepInterval().toSeconds());
    }

    static void add(Instruments instruments, Sweeper sweeper) {
        last(instruments, sweeper, "timestamp_seconds", "When the last sweep ended.", StoreMetrics::finished);
        last(instruments, sweeper, "duration_seconds", "How long the last sweep took.", StoreMetrics::duration);
        last(instruments, sweeper, "files", "Files that the last sweep removed.", report -> (double) report.files());
        last(instruments, sweeper, "bytes", "Bytes that the last sweep removed.", report -> (double) report.bytes());
        last(instruments, sweeper, "tombstones", "Tombstones that the last sweep removed.", report ->
                (double) report.purged());
        last(instruments, sweeper, "unreadable", "Entries that the last sweep could not read.", report ->
                (double) report.left().unreadable());
        last(instruments, sweeper, "failed", "Entries that the last sweep could not remove.", report ->
                (double) report.left().failed());
        last(instruments, sweeper, "unswept", "Parts, of 256, that the last sweep did not finish.", report ->
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

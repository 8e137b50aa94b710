package org.stowage.management;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.sweep.SweepReport;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.Ban;

/** Shows the usage of a repository and the state of the sweeper, and passes orders to both. */
public final class RetentionControl implements RetentionMXBean {

    private final RetainingRepository repository;
    private final Sweeper sweeper;

    /** Reads from these. */
    public RetentionControl(RetainingRepository repository, Sweeper sweeper) {
        this.repository = repository;
        this.sweeper = sweeper;
    }

    @Override
    public long getFiles() {
        return repository.usage().files();
    }

    @Override
    public long getBytes() {
        return repository.usage().bytes();
    }

    @Override
    public long getReservedBytes() {
        return repository.usage().reserved();
    }

    @Override
    public Map<String, Long> getBytesByTenant() {
        return repository.usage().tenants();
    }

    @Override
    public int getOwners() {
        return repository.usage().owners();
    }

    @Override
    public boolean isCounted() {
        return repository.usage().complete();
    }

    @Override
    public long getUsableBytes() {
        return repository.capacity().usableSpace().orElse(-1);
    }

    @Override
    public Map<String, Long> getQuotas() {
        return repository.policy().quotas().byName();
    }

    @Override
    public boolean isEvicting() {
        return repository.policy().quotas().evicting();
    }

    @Override
    public int getLastSweptShard() {
        return sweeper.lastShard();
    }

    @Override
    public String getLastSweepStarted() {
        return sweeper.last().map(SweepReport::started).map(Instant::toString).orElse("");
    }

    @Override
    public String getLastSweepFinished() {
        return sweeper.last().map(SweepReport::finished).map(Instant::toString).orElse("");
    }

    @Override
    public long getLastSweepFiles() {
        return last(SweepReport::files);
    }

    @Override
    public long getLastSweepBytes() {
        return last(SweepReport::bytes);
    }

    @Override
    public long getLastSweepTombstones() {
        return last(SweepReport::purged);
    }

    @Override
    public long getLastSweepUnreadable() {
        return last(report -> report.left().unreadable());
    }

    @Override
    public long getLastSweepFailed() {
        return last(report -> report.left().failed());
    }

    @Override
    public long getLastSweepUnswept() {
        return last(report -> report.left().shards());
    }

    @Override
    public boolean isSweepLate() {
        return sweeper.isLate();
    }

    @Override
    public long getClockJumpSeconds() {
        return repository.clock().jump().map(Duration::toSeconds).orElse(0L);
    }

    /** If the order cannot be stored, the next start checks the clock again. */
    @Override
    public String followClock() {
        try {
            repository.followClock();
        } catch (IOException e) {
            return "The clock is accepted, but only until the next start: the store cannot be written; the log says why.";
        }
        return "The clock is accepted: it is " + repository.clock().now() + ".";
    }

    @Override
    public String sweepNow() throws IOException {
        return sweeper.sweepNow().toString();
    }

    @Override
    public String dryRun() throws IOException {
        SweepReport report = sweeper.dryRun();
        return Stream.concat(
                        Stream.of(report.toString()), report.first().stream().map(Ban::valueOf))
                .collect(Collectors.joining("\n"));
    }

    private long last(Function<SweepReport, Long> number) {
        return sweeper.last().map(number).orElse(0L);
    }
}

package org.stowage.management;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowage.retention.Keeper;
import org.stowage.retention.SweepReport;
import org.stowage.retention.Sweeper;
import org.stowage.storage.Ban;

/** Shows what a keeper counts and a sweeper does. */
public final class RetentionControl implements RetentionMXBean {

    private final Keeper keeper;
    private final Sweeper sweeper;

    /** Asks these. */
    public RetentionControl(Keeper keeper, Sweeper sweeper) {
        this.keeper = keeper;
        this.sweeper = sweeper;
    }

    @Override
    public long getFiles() {
        return keeper.usage().files();
    }

    @Override
    public long getBytes() {
        return keeper.usage().bytes();
    }

    @Override
    public long getReservedBytes() {
        return keeper.usage().reserved();
    }

    @Override
    public Map<String, Long> getBytesByTenant() {
        return keeper.usage().tenants();
    }

    @Override
    public int getOwners() {
        return keeper.usage().owners();
    }

    @Override
    public boolean isCounted() {
        return keeper.usage().complete();
    }

    @Override
    public long getUsableBytes() {
        return keeper.usableSpace().orElse(-1);
    }

    @Override
    public Map<String, Long> getQuotas() {
        return keeper.policy().quotas().byName();
    }

    @Override
    public boolean isEvicting() {
        return keeper.policy().quotas().evicting();
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
        return keeper.clock().jump().map(Duration::toSeconds).orElse(0L);
    }

    /** What cannot be remembered for the next start is asked again there. */
    @Override
    public String followClock() {
        try {
            keeper.followClock();
        } catch (IOException e) {
            return "The clock is taken for right until the next start: the store cannot be written, the log says why.";
        }
        return "The clock is taken for right: it is " + keeper.clock().now() + ".";
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

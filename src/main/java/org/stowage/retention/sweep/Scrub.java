package org.stowage.retention.sweep;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.StoreCatalog;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweep.Mode;
import org.stowage.retention.usage.Usage;
import org.stowage.storage.StoreMissingException;

/**
 * The slow walk through the whole store, one shard at a time. Shards that the catalog lacks come first; then all
 * shards, if the catalog is in doubt; then the shard that is due by the clock. Used by one thread.
 */
final class Scrub {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");
    private static final long LONGEST_REST = 1_000;
    private static final long RETRY = 60_000_000_000L;

    private final RetainingRepository repository;
    private final StoreCatalog catalog;
    private final TrustedClock clock;
    private final OwnWork ours;
    private final Walker walker;
    private final Runnable between;
    private final BitSet doubted = new BitSet();
    private final BitSet unwalkable = new BitSet();
    private long retry;
    private @Nullable SweepProgress building;
    private SweepProgress findings;
    private boolean wasDoubtful;
    private Duration scheduled = Duration.ZERO;
    private long slot;
    private long awake;

    /**
     * Walks through nothing yet.
     *
     * @param between is run between entries
     */
    Scrub(RetainingRepository repository, OwnWork ours, Walker walker, Runnable between) {
        this.repository = repository;
        this.ours = ours;
        this.catalog = repository.catalog();
        this.clock = repository.clock();
        this.walker = walker;
        this.between = between;
        this.findings = new SweepProgress(clock.due());
    }

    /** Starts the first round; to be called when the clock is right. */
    void begin() {
        findings = new SweepProgress(clock.due());
    }

    /**
     * Walks through one shard, if one is due.
     *
     * @return the report, if this shard has ended a round by the clock or because of a doubt
     * @throws IOException if the store is missing, or the deployment ends
     */
    Optional<ScrubReport> step() throws IOException {
        OptionalInt missing = nextMissing();
        if (missing.isPresent()) {
            build(missing.getAsInt());
            return Optional.empty();
        }
        built();
        if (catalog.isDoubtful() && !wasDoubtful) {
            doubted.set(0, repository.listing().shards());
            findings = new SweepProgress(clock.due());
            LOG.info("The catalog may lack the latest changes, so the whole store is walked through.");
        }
        wasDoubtful = catalog.isDoubtful();
        return doubted.isEmpty() ? byTheClock(repository.policy().scrubInterval(), Mode.SCRUB) : doubt();
    }

    /**
     * Walks through one shard if it is due, and also deletes expired files, because there is no catalog to find them.
     */
    Optional<ScrubReport> withoutCatalog(Duration interval) throws IOException {
        return byTheClock(interval, Mode.REMOVE);
    }

    private Optional<ScrubReport> byTheClock(Duration interval, Mode mode) throws IOException {
        SweepSchedule schedule = schedule(interval);
        if (!interval.equals(scheduled) || slot > schedule.slotAt(clock.due()) + 1) {
            scheduled = interval;
            slot = schedule.slotAt(clock.due()) + 1;
        }
        if (clock.due().isBefore(schedule.startOf(slot))) {
            return Optional.empty();
        }
        int shard = schedule.shardOf(slot);
        if (ours.hasShard(shard)) {
            walk(shard, mode, findings, true);
        }
        boolean over = schedule.endsRound(slot);
        slot = schedule.after(slot, clock.due());
        return over ? Optional.of(report()) : Optional.empty();
    }

    /** Tells whether a shard is to be walked through at once. */
    boolean isUrgent() {
        return catalog.isWriter() && (nextMissing().isPresent() || !doubted.isEmpty());
    }

    /**
     * Shards that could not be walked through are tried again after the others, and not before {@link #RETRY} is over.
     */
    private OptionalInt nextMissing() {
        BitSet missing = catalog.missing();
        if (clock.nanos() - retry > 0) {
            unwalkable.clear();
        }
        missing.andNot(unwalkable);
        return missing.isEmpty() || !ours.is(OwnWork.BUILDING)
                ? OptionalInt.empty()
                : OptionalInt.of(missing.nextSetBit(0));
    }

    private Optional<ScrubReport> doubt() throws IOException {
        int shard = doubted.nextSetBit(0);
        walk(shard, Mode.SCRUB, findings, true);
        doubted.clear(shard);
        if (!doubted.isEmpty()) {
            return Optional.empty();
        }
        catalog.trust();
        return Optional.of(report());
    }

    private void build(int shard) throws IOException {
        SweepProgress progress = building == null ? new SweepProgress(clock.due()) : building;
        building = progress;
        walk(shard, Mode.COUNT, progress, false);
    }

    private void built() {
        SweepProgress done = building;
        if (done != null) {
            building = null;
            Usage usage = repository.usage();
            ScrubReport report = done.scrubbed(clock.due());
            LOG.info(() -> "The store has " + usage.files() + " files of " + usage.bytes() + " bytes; counted in "
                    + Duration.between(report.started(), report.finished()).toMillis() + " ms");
        }
    }

    private ScrubReport report() {
        ScrubReport report = findings.scrubbed(clock.due());
        findings = new SweepProgress(clock.due());
        if (!report.isClean()) {
            LOG.warning(
                    () -> "The scrub found errors in the store or the catalog; the catalog is corrected: " + report);
        }
        return report;
    }

    private void walk(int shard, Mode mode, SweepProgress progress, boolean slow) throws IOException {
        awake = System.nanoTime();
        try {
            walker.walk(shard, mode, progress, () -> rest(slow));
        } catch (StoreMissingException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || walker.isOver()) {
                throw e;
            }
            Walker.leave(shard, progress, e);
            unwalkable.set(shard);
            retry = clock.nanos() + RETRY;
        }
    }

    /** Leaves half of the time to others, if slow. */
    private void rest(boolean slow) {
        between.run();
        long worked = (System.nanoTime() - awake) / 1_000_000;
        if (slow && worked >= 10) {
            try {
                Thread.sleep(Math.min(worked, LONGEST_REST));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            awake = System.nanoTime();
        }
    }

    private SweepSchedule schedule(Duration interval) {
        return new SweepSchedule(interval, repository.listing().shards());
    }
}

package org.stowage.retention.sweep;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweep.Mode;
import org.stowage.retention.usage.Usage;
import org.stowage.retention.usage.UsageAccounting;
import org.stowage.storage.StoreMissingException;

/** Counts what is stored, then sweeps one shard after the other, on a thread of its own, until it is closed. */
public final class Sweeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");
    private static final int NONE = -1;
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration LEAST_DELAY = Duration.ofMinutes(10);
    private static final int SLOTS_OF_DELAY = 4;
    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(10);

    private final RetainingRepository repository;
    private final UsageAccounting accounting;
    private final TrustedClock clock;
    private final Thread thread = new Thread(this::run, "stowage-sweeper");

    /** One shard is swept, and counted, at a time. */
    private final ReentrantLock sweeping = new ReentrantLock();

    private volatile boolean closed;
    private volatile Instant progress;
    private volatile long progressNanos;
    private volatile @Nullable SweepReport last;
    private volatile int lastShard = NONE;

    /** The thread's own: whether all was counted once, and what has gone wrong of late. */
    private boolean counted;

    private @Nullable String told;

    /**
     * Does nothing before it is started.
     *
     * @param repository whose store it is, whose policy says what goes, and whose clock when
     */
    public Sweeper(RetainingRepository repository) {
        this.repository = repository;
        this.accounting = repository.accounting();
        this.clock = repository.clock();
        this.progress = clock.due();
        this.progressNanos = clock.nanos();
        thread.setDaemon(true);
    }

    /** Returns at once. */
    public void start() {
        thread.start();
    }

    /**
     * Sweeps all shards, on this thread.
     *
     * @return what went, and what could not be done
     * @throws IOException if the store is missing, the deployment ends, or the thread is interrupted
     */
    public SweepReport sweepNow() throws IOException {
        SweepReport report = all(Mode.REMOVE);
        tell("Swept", report);
        last = report;
        return report;
    }

    /**
     * Looks through all shards and removes nothing.
     *
     * @return what would go
     * @throws IOException if the store is missing, the deployment ends, or the thread is interrupted
     */
    public SweepReport dryRun() throws IOException {
        SweepReport report = all(Mode.DRY_RUN);
        LOG.info(() -> "A sweep would remove: " + report);
        return report;
    }

    /** Returns what the last sweep of all shards has removed since this deployment started. */
    public Optional<SweepReport> last() {
        return Optional.ofNullable(last);
    }

    /** Returns the shard that was swept last, from 0; -1 before the first. */
    public int lastShard() {
        return lastShard;
    }

    /** Returns when a part of the store was last counted or swept by the clock; before the first, when this was made. */
    public Instant progress() {
        return progress;
    }

    /**
     * Tells whether no part of the store was swept for ten minutes, and for four times as long as one has: minutes that have passed,
     * not those of a clock that was set.
     */
    public boolean isLate() {
        Duration slots = repository
                .policy()
                .sweepInterval()
                .multipliedBy(SLOTS_OF_DELAY)
                .dividedBy(repository.listing().shards());
        Duration allowed = slots.compareTo(LEAST_DELAY) > 0 ? slots : LEAST_DELAY;
        return clock.nanos() - progressNanos > allowed.toNanos();
    }

    /** Ends the thread, and whatever sweep an admin has asked for; returns when the thread is over. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(JOIN_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong, also an {@code Error}: the next part, or the next attempt, may go well. */
    private void run() {
        while (!closed) {
            try {
                work();
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                survive(e);
            }
        }
    }

    private void work() throws InterruptedException {
        // Looked at before the count, so that a change meanwhile is seen after it.
        RetentionPolicy policy = repository.policy();
        if (!counted) {
            compareClock();
        }
        if (!counted || !accounting.suits()) {
            countAll();
            counted = true;
        }
        sweepByTheClock(policy);
    }

    /** What stays wrong is told once in a round; the log itself may be what is wrong. */
    private void survive(Throwable failure) {
        try {
            if (!failure.toString().equals(told)) {
                told = failure.toString();
                LOG.log(Level.SEVERE, "The sweep has failed, and goes on: " + failure, failure);
            }
            Thread.sleep(LONGEST_SLEEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            told = null;
        }
    }

    /** Until a store that is away, or cannot be read, tells the time of its last run, nothing is due. */
    private void compareClock() throws InterruptedException {
        boolean compared = false;
        while (!compared) {
            try {
                clock.begin(repository.timeMemory().timeSeen());
                progressed();
                compared = true;
            } catch (StoreMissingException away) {
                Thread.sleep(LONGEST_SLEEP.toMillis());
            } catch (IOException e) {
                LOG.warning("The time of the last run cannot be read, so nothing is deleted by its age: " + e);
                Thread.sleep(RETRY.toMillis());
            }
        }
    }

    private void progressed() {
        progress = clock.due();
        progressNanos = clock.nanos();
    }

    private void rememberTime() {
        try {
            repository.timeMemory().see(clock.seen());
        } catch (IOException e) {
            LOG.log(Level.FINE, "The time cannot be remembered for the next start.", e);
        }
    }

    private void countAll() throws InterruptedException {
        Instant began = clock.due();
        SweepProgress findings = new SweepProgress(began);
        for (int shard = 0; shard < repository.listing().shards(); shard++) {
            pass(shard, Mode.COUNT, findings);
        }
        repository.allCounted();
        Usage usage = accounting.usage();
        Instant ended = clock.due();
        LOG.info(() -> "The store has " + usage.files() + " files of " + usage.bytes() + " bytes; counted in "
                + Duration.between(began, ended).toMillis() + " ms");
        tell("Taken down", findings.report(ended));
    }

    /** Returns when the policy has changed, for then other things may be due. */
    private void sweepByTheClock(RetentionPolicy policy) throws InterruptedException {
        SweepSchedule timetable =
                new SweepSchedule(policy.sweepInterval(), repository.listing().shards());
        SweepProgress findings = new SweepProgress(clock.due());
        long slot = timetable.slotAt(clock.due());
        while (!closed && policy.equals(repository.policy())) {
            pass(timetable.shardOf(slot), Mode.REMOVE, findings);
            rememberTime();
            if (timetable.endsRound(slot)) {
                SweepReport report = findings.report(clock.due());
                tell("Swept", report);
                last = report;
                told = null;
                findings = new SweepProgress(clock.due());
            }
            slot = timetable.after(slot, clock.due());
            await(timetable.startOf(slot), policy);
        }
    }

    /** Looks at the clock now and then, for it may be set, and at the policy. */
    private void await(Instant start, RetentionPolicy policy) throws InterruptedException {
        Duration wait = Duration.between(clock.due(), start);
        while (!wait.isNegative() && !wait.isZero() && policy.equals(repository.policy())) {
            Thread.sleep(Math.min(wait.toMillis() + 1, LONGEST_SLEEP.toMillis()));
            wait = Duration.between(clock.due(), start);
        }
    }

    /** What goes wrong with one shard must not keep the others from being swept. */
    private void pass(int shard, Mode mode, SweepProgress findings) throws InterruptedException {
        try {
            sweepWhenThere(shard, mode, findings);
            progressed();
        } catch (IOException | RuntimeException | Error e) {
            if (closed || Thread.interrupted()) {
                throw new InterruptedException();
            }
            leave(shard, findings, e);
        }
    }

    private static void leave(int shard, SweepProgress findings, Throwable failure) {
        if (findings.unswept()) {
            boolean ours = !(failure instanceof IOException);
            LOG.log(
                    Level.WARNING,
                    "Shard " + shard + " of the store cannot be swept: " + failure,
                    ours ? failure : null);
        }
    }

    /** To pass over a store that is away would leave it uncounted. */
    private void sweepWhenThere(int shard, Mode mode, SweepProgress findings) throws IOException, InterruptedException {
        while (!closed) {
            try {
                sweep(shard, mode, findings);
                return;
            } catch (StoreMissingException away) {
                Thread.sleep(LONGEST_SLEEP.toMillis());
            }
        }
    }

    private void sweep(int shard, Mode mode, SweepProgress findings) throws IOException, InterruptedException {
        sweeping.lockInterruptibly();
        try {
            accounting.beginCount(shard);
            Sweep sweep = look(shard, mode, findings);
            accounting.endCount(shard, sweep.seen());
            lastShard = mode == Mode.REMOVE ? shard : lastShard;
        } finally {
            accounting.abandonCount();
            sweeping.unlock();
        }
    }

    private Sweep look(int shard, Mode mode, SweepProgress findings) throws IOException {
        Sweep sweep = new Sweep(repository, mode, clock.due(), findings, () -> !closed);
        repository.listing().walk(shard, sweep);
        return sweep;
    }

    private SweepReport all(Mode mode) throws IOException {
        SweepProgress findings = new SweepProgress(clock.due());
        for (int shard = 0; shard < repository.listing().shards(); shard++) {
            try {
                passNow(shard, mode, findings);
            } catch (IOException | RuntimeException e) {
                if (closed || Thread.currentThread().isInterrupted() || e instanceof StoreMissingException) {
                    throw e;
                }
                leave(shard, findings, e);
            }
        }
        return findings.report(clock.due());
    }

    private void passNow(int shard, Mode mode, SweepProgress findings) throws IOException {
        try {
            if (mode == Mode.DRY_RUN) {
                look(shard, mode, findings);
            } else {
                sweep(shard, mode, findings);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static void tell(String what, SweepReport report) {
        if (!report.isEmpty()) {
            LOG.info(() -> what + ": " + report);
        }
    }
}

package org.stowage.retention;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.retention.Sweep.Mode;

/** Counts what is stored, then sweeps one shard after the other, on a thread of its own, until it is closed. */
public final class Sweeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");
    private static final int NONE = -1;
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final Keeper keeper;
    private final Ledger ledger;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "stowage-sweeper");

    /** One shard is swept, and counted, at a time. */
    private final ReentrantLock sweeping = new ReentrantLock();

    private volatile boolean closed;
    private volatile @Nullable SweepReport last;
    private volatile int lastShard = NONE;

    /**
     * Does nothing before it is started.
     *
     * @param keeper whose store it is, and whose policy says what goes
     * @param clock tells which shard is due and what has come to its end
     */
    public Sweeper(Keeper keeper, Clock clock) {
        this.keeper = keeper;
        this.ledger = keeper.ledger();
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Returns at once. */
    public void start() {
        thread.start();
    }

    /**
     * Sweeps all shards, on this thread.
     *
     * @return what went
     * @throws IOException if the store cannot be read or written, or the deployment ends
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
     * @throws IOException if the store cannot be read, or the deployment ends
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

    /** Ends the thread, and whatever sweep an admin has asked for; returns when the thread is over. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            countAll();
            while (!closed) {
                // Looked at before the count, so that a change meanwhile is seen after it.
                RetentionPolicy policy = keeper.policy();
                if (!ledger.suits()) {
                    countAll();
                }
                sweepByTheClock(policy);
            }
        } catch (InterruptedException e) {
            LOG.fine("The sweeper ends.");
        }
    }

    private void countAll() throws InterruptedException {
        Instant began = clock.instant();
        for (int shard = 0; shard < keeper.shards(); shard++) {
            pass(shard, Mode.COUNT, new Findings(began));
        }
        keeper.allCounted();
        Usage usage = ledger.usage();
        Duration took = Duration.between(began, clock.instant());
        LOG.info(() -> "The store has " + usage.files() + " files of " + usage.bytes() + " bytes; counted in "
                + took.toMillis() + " ms");
    }

    /** Returns when the policy has changed, for then other things may be due. */
    private void sweepByTheClock(RetentionPolicy policy) throws InterruptedException {
        Timetable timetable = new Timetable(policy.sweepInterval(), keeper.shards());
        Findings findings = new Findings(clock.instant());
        long slot = timetable.slotAt(clock.instant());
        while (!closed && policy.equals(keeper.policy())) {
            pass(timetable.shardOf(slot), Mode.REMOVE, findings);
            if (timetable.endsRound(slot)) {
                SweepReport report = findings.report(clock.instant());
                tell("Swept", report);
                last = report;
                findings = new Findings(clock.instant());
            }
            slot = timetable.after(slot, clock.instant());
            await(timetable.startOf(slot), policy);
        }
    }

    /** Looks at the clock now and then, for it may be set, and at the policy. */
    private void await(Instant start, RetentionPolicy policy) throws InterruptedException {
        Duration wait = Duration.between(clock.instant(), start);
        while (!wait.isNegative() && !wait.isZero() && policy.equals(keeper.policy())) {
            Thread.sleep(Math.min(wait.toMillis() + 1, LONGEST_SLEEP.toMillis()));
            wait = Duration.between(clock.instant(), start);
        }
    }

    /** What goes wrong with one shard must not keep the others from being swept. */
    private void pass(int shard, Mode mode, Findings findings) throws InterruptedException {
        try {
            sweep(shard, mode, findings);
        } catch (IOException | RuntimeException e) {
            if (closed || Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean ours = e instanceof RuntimeException;
            LOG.log(Level.WARNING, "Shard " + shard + " of the store cannot be swept: " + e, ours ? e : null);
        }
    }

    private void sweep(int shard, Mode mode, Findings findings) throws IOException, InterruptedException {
        sweeping.lockInterruptibly();
        try {
            ledger.beginCount(shard);
            Sweep sweep = look(shard, mode, findings);
            ledger.endCount(shard, sweep.seen());
            lastShard = mode == Mode.REMOVE ? shard : lastShard;
        } finally {
            ledger.abandonCount();
            sweeping.unlock();
        }
    }

    private Sweep look(int shard, Mode mode, Findings findings) throws IOException {
        Sweep sweep = new Sweep(keeper, mode, clock.instant(), findings, () -> !closed);
        keeper.walk(shard, sweep);
        return sweep;
    }

    private SweepReport all(Mode mode) throws IOException {
        Findings findings = new Findings(clock.instant());
        try {
            for (int shard = 0; shard < keeper.shards(); shard++) {
                if (mode == Mode.DRY_RUN) {
                    look(shard, mode, findings);
                } else {
                    sweep(shard, mode, findings);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        return findings.report(clock.instant());
    }

    private static void tell(String what, SweepReport report) {
        if (!report.isEmpty()) {
            LOG.info(() -> what + ": " + report);
        }
    }
}

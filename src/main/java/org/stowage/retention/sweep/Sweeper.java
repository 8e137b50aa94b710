package org.stowage.retention.sweep;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogUnavailableException;
import org.stowage.catalog.DamagedCatalogException;
import org.stowage.catalog.StoreCatalog;
import org.stowage.nodes.Membership;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweep.Mode;
import org.stowage.storage.StoreMissingException;

/** Deletes due files, evicts files to make room, and scrubs the store, on a thread of its own, until it is closed. */
public final class Sweeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration LEAST_DELAY = Duration.ofMinutes(10);
    private static final int SLOTS_OF_DELAY = 4;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * If the catalog cannot be opened for this long, the sweeper works without it, and walks through the whole store
     * once in {@link #WITHOUT_CATALOG}.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration WITHOUT_CATALOG = Duration.ofHours(6);
    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);

    private final RetainingRepository repository;
    private final StoreCatalog catalog;
    private final TrustedClock clock;
    private final OwnWork ours;
    private final StartAudit audit;
    private final Walker walker;
    private final Evictor evictor;
    private final LaterHashing hashing;
    private final Thread thread = new Thread(this::run, "stowage-sweeper");

    private volatile boolean closed;
    private volatile Instant progress;
    private volatile long progressNanos;
    private volatile @Nullable SweepReport last;
    private volatile @Nullable ScrubReport lastScrub;
    /** This and the following fields are used by the thread only. */
    private final Scrub scrub;

    private boolean begun;
    private long since;
    private @Nullable Duration scheduled;
    private long swept;
    private long remembered = Long.MIN_VALUE / 2;
    private @Nullable String told;

    /** Makes one for the only node of a store. */
    public Sweeper(RetainingRepository repository) {
        this(repository, () -> Membership.ALONE);
    }

    /**
     * Does nothing before it is started.
     *
     * @param repository the store, with its policy and its clock
     * @param membership returns the nodes of the store, and what work is this node's own; asked for each step
     */
    public Sweeper(RetainingRepository repository, Supplier<Membership> membership) {
        this.repository = repository;
        this.ours = new OwnWork(membership, repository.listing().shards());
        this.catalog = repository.catalog();
        this.clock = repository.clock();
        this.audit = new StartAudit(repository);
        this.walker = new Walker(repository, audit, this::goesOn);
        this.evictor = new Evictor(repository, ours, this::goesOn);
        this.hashing = new LaterHashing(repository, ours, this::goesOn);
        this.scrub = new Scrub(repository, ours, walker, this::makeRoom);
        this.since = clock.nanos();
        this.progress = clock.due();
        this.progressNanos = clock.nanos();
        thread.setDaemon(true);
    }

    /** Starts the threads of the catalog and of the sweeper. */
    public void start() {
        catalog.start();
        thread.start();
    }

    /**
     * Walks through the whole store on the calling thread, and deletes banned files, expired files and old tombstones.
     *
     * @return what was deleted, and what could not be done
     * @throws IOException if the store is missing, the deployment ends, or the thread is interrupted
     */
    public SweepReport sweepNow() throws IOException {
        SweepReport report = walker.all(Mode.REMOVE);
        tell("Swept", report);
        last = report;
        return report;
    }

    /**
     * Walks through the whole store on the calling thread, and deletes nothing.
     *
     * @return what a sweep would delete
     * @throws IOException if the store is missing, the deployment ends, or the thread is interrupted
     */
    public SweepReport dryRun() throws IOException {
        SweepReport report = walker.all(Mode.DRY_RUN);
        LOG.info(() -> "A sweep would remove: " + report);
        return report;
    }

    /** Returns the report of the last sweep since this deployment started. */
    public Optional<SweepReport> last() {
        return Optional.ofNullable(last);
    }

    /** Returns the report of the last scrub since this deployment started. */
    public Optional<ScrubReport> lastScrub() {
        return Optional.ofNullable(lastScrub);
    }

    /** Returns the shard that was walked through last, from 0; -1 before the first. */
    public int lastShard() {
        return walker.last();
    }

    /** Returns the time of the last step of the thread; before the first, the time when this was made. */
    public Instant progress() {
        return progress;
    }

    /**
     * Tells whether the thread has made no progress for ten minutes and for four sweep intervals. Elapsed time counts,
     * so setting the clock changes nothing.
     */
    public boolean isLate() {
        Duration sweeps = repository.policy().sweepInterval().multipliedBy(SLOTS_OF_DELAY);
        Duration allowed = sweeps.compareTo(LEAST_DELAY) > 0 ? sweeps : LEAST_DELAY;
        return clock.nanos() - progressNanos > allowed.toNanos();
    }

    /** Tells whether this process can delete files in the background now: the catalog can be written, and the thread works. */
    public boolean isSweeping() {
        return catalog.isWriter() && !isLate();
    }

    /** Is asked between any two files; each call counts as progress. */
    private boolean goesOn() {
        progressNanos = clock.nanos();
        return !closed;
    }

    /** Ends the thread, and any sweep that an admin has started; waits ten seconds for the thread at most. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            // An interrupt in the middle of a write would damage the catalog, so the thread is interrupted only if it
            // does not end by itself.
            thread.join(JOIN_TIMEOUT.toMillis());
            thread.interrupt();
            thread.join(JOIN_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No failure ends the thread, not even an {@code Error}, because the next attempt may succeed. */
    private void run() {
        while (!closed) {
            try {
                work();
            } catch (StoreMissingException | CatalogUnavailableException | DamagedCatalogException away) {
                LOG.log(Level.FINE, "Nothing can be swept now.", away);
            } catch (Throwable e) {
                if (!closed) {
                    survive(e);
                }
            }
            sleep();
        }
        hashing.close();
    }

    /** Sleeps for a second, or until there is something to do. */
    private void sleep() {
        long end = System.nanoTime() + LONGEST_SLEEP.toNanos();
        while (!closed && System.nanoTime() - end < 0 && !scrub.isUrgent() && !evictor.isUrgent()) {
            LockSupport.parkNanos(LONGEST_SLEEP.toNanos() / 20);
        }
    }

    private void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (!closed && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LONGEST_SLEEP.toNanos() / 20);
        }
    }

    private void work() throws IOException {
        if (!begun) {
            compareClock();
            scrub.begin();
            begun = true;
        }
        if (catalog.isWriter()) {
            byCatalog();
            since = clock.nanos();
            rememberTime();
        } else if (catalog.isOpen()) {
            since = clock.nanos();
        } else if (clock.nanos() - since > PATIENCE.toNanos()) {
            scrub.withoutCatalog(WITHOUT_CATALOG).ifPresent(report -> lastScrub = report);
            rememberTime();
        }
        progressed();
    }

    /** The scrub comes first, because it adds the files that the catalog lacks. */
    private void byCatalog() throws IOException {
        scrub.step().ifPresent(report -> lastScrub = report);
        audit.showFromCatalog();
        boolean redate = catalog.isComplete() && !repository.rulesId().equals(catalog.rules());
        if (redate && ours.is(OwnWork.REDATING)) {
            new Redating(repository, this::goesOn).run();
        }
        makeRoom();
        sweepIfDue();
        hashing.step();
    }

    private void sweepIfDue() throws IOException {
        Duration interval = repository.policy().sweepInterval();
        long slot = new SweepSchedule(interval, 1).slotAt(clock.due());
        if (!interval.equals(scheduled)) {
            // An admin who tries rules sets a long interval first. This change must not start a sweep.
            scheduled = interval;
            swept = slot;
        }
        if (slot != swept && catalog.isComplete()) {
            SweepProgress findings = new SweepProgress(clock.due());
            new DueSweep(repository, ours, findings, this::goesOn).run(clock.due());
            SweepReport report = findings.report(clock.due());
            tell("Swept", report);
            last = report;
            swept = slot;
            told = null;
        }
    }

    /** A failure here must not end the walk that calls this between two entries. */
    private void makeRoom() {
        try {
            evictor.run();
        } catch (IOException e) {
            LOG.log(Level.FINE, "No room can be made now.", e);
        }
    }

    /** Logs a failure that repeats only once. Logging may fail, too. */
    private void survive(Throwable failure) {
        try {
            if (!failure.toString().equals(told)) {
                told = failure.toString();
                LOG.log(Level.SEVERE, "The sweep has failed, and goes on: " + failure, failure);
            }
        } catch (Throwable e) {
            told = null;
        }
    }

    /** Waits for the store to tell the time of the last run. Until then nothing is due. */
    private void compareClock() {
        boolean compared = false;
        while (!compared && !closed) {
            try {
                clock.begin(repository.timeMemory().timeSeen());
                progressed();
                compared = true;
            } catch (StoreMissingException away) {
                rest(LONGEST_SLEEP);
            } catch (IOException e) {
                LOG.warning("The time of the last run cannot be read, so nothing is deleted by its age: " + e);
                rest(RETRY);
            }
        }
    }

    private void progressed() {
        progress = clock.due();
        progressNanos = clock.nanos();
    }

    /**
     * To be called while this process writes the catalog, or while there is none: the next start trusts a catalog only
     * if the store still remembers the time at which the catalog was closed.
     */
    private void rememberTime() {
        long now = clock.nanos();
        if (now - remembered < MINUTE.toNanos()) {
            return;
        }
        remembered = now;
        try {
            repository.timeMemory().see(clock.seen());
        } catch (IOException e) {
            LOG.log(Level.FINE, "The time cannot be remembered for the next start.", e);
        }
    }

    private static void tell(String what, SweepReport report) {
        if (!report.isEmpty()) {
            LOG.info(() -> what + ": " + report);
        }
    }
}

package org.stowage.retention.sweep;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogUnavailableException;
import org.stowage.catalog.DamagedCatalogException;
import org.stowage.catalog.StoreCatalog;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweep.Mode;
import org.stowage.storage.StoreMissingException;

/**
 * Deletes what is due and what is to make room, and looks through the store now and then, on a thread of its own, until it is
 * closed.
 */
public final class Sweeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration LEAST_DELAY = Duration.ofMinutes(10);
    private static final int SLOTS_OF_DELAY = 4;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A catalog that cannot be opened for so long is done without: all of the store is looked through in the time below. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration WITHOUT_CATALOG = Duration.ofHours(6);
    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);

    private final RetainingRepository repository;
    private final StoreCatalog catalog;
    private final TrustedClock clock;
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
    /** The thread's own. */
    private final Scrub scrub;

    private boolean begun;
    private long since;
    private @Nullable Duration scheduled;
    private long swept;
    private long remembered = Long.MIN_VALUE / 2;
    private @Nullable String told;

    /**
     * Does nothing before it is started.
     *
     * @param repository whose store it is, whose policy says what goes, and whose clock when
     */
    public Sweeper(RetainingRepository repository) {
        this.repository = repository;
        this.catalog = repository.catalog();
        this.clock = repository.clock();
        this.audit = new StartAudit(repository);
        this.walker = new Walker(repository, audit, this::goesOn);
        this.evictor = new Evictor(repository, this::goesOn);
        this.hashing = new LaterHashing(repository, this::goesOn);
        this.scrub = new Scrub(repository, walker, this::makeRoom);
        this.since = clock.nanos();
        this.progress = clock.due();
        this.progressNanos = clock.nanos();
        thread.setDaemon(true);
    }

    /** Returns at once. */
    public void start() {
        catalog.start();
        thread.start();
    }

    /**
     * Looks through all of the store and removes what has come to its end, on this thread.
     *
     * @return what went, and what could not be done
     * @throws IOException if the store is missing, the deployment ends, or the thread is interrupted
     */
    public SweepReport sweepNow() throws IOException {
        SweepReport report = walker.all(Mode.REMOVE);
        tell("Swept", report);
        last = report;
        return report;
    }

    /**
     * Looks through all of the store and removes nothing.
     *
     * @return what would go
     * @throws IOException if the store is missing, the deployment ends, or the thread is interrupted
     */
    public SweepReport dryRun() throws IOException {
        SweepReport report = walker.all(Mode.DRY_RUN);
        LOG.info(() -> "A sweep would remove: " + report);
        return report;
    }

    /** Returns what the last sweep has removed since this deployment started. */
    public Optional<SweepReport> last() {
        return Optional.ofNullable(last);
    }

    /** Returns what the last scrub has found since this deployment started. */
    public Optional<ScrubReport> lastScrub() {
        return Optional.ofNullable(lastScrub);
    }

    /** Returns the shard that was looked through last, from 0; -1 before the first. */
    public int lastShard() {
        return walker.last();
    }

    /** Returns when something was last done by the clock; before the first time, when this was made. */
    public Instant progress() {
        return progress;
    }

    /**
     * Tells whether nothing was done for ten minutes, and for four times as long as a sweep has: minutes that have passed, not
     * those of a clock that was set.
     */
    public boolean isLate() {
        Duration sweeps = repository.policy().sweepInterval().multipliedBy(SLOTS_OF_DELAY);
        Duration allowed = sweeps.compareTo(LEAST_DELAY) > 0 ? sweeps : LEAST_DELAY;
        return clock.nanos() - progressNanos > allowed.toNanos();
    }

    /** Is asked between any two files; each question counts as progress. */
    private boolean goesOn() {
        progressNanos = clock.nanos();
        return !closed;
    }

    /** Ends the thread, and any sweep that an admin has asked for; returns when the thread is over. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            // An interrupt in the middle of a write would cost the catalog: only who does not look up is interrupted.
            thread.join(JOIN_TIMEOUT.toMillis());
            thread.interrupt();
            thread.join(JOIN_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Survives everything, also an {@code Error}: the next attempt may go well. */
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

    /** What was found when the catalog was opened comes first; then what is due, and what is to make room. */
    private void byCatalog() throws IOException {
        scrub.step().ifPresent(report -> lastScrub = report);
        audit.showFromCatalog();
        if (catalog.isComplete() && !repository.rulesId().equals(catalog.rules())) {
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
            // An admin who wants to try rules sets a long time first: that must not sweep.
            scheduled = interval;
            swept = slot;
        }
        if (slot != swept && catalog.isComplete()) {
            SweepProgress findings = new SweepProgress(clock.due());
            new DueSweep(repository, findings, this::goesOn).run(clock.due());
            SweepReport report = findings.report(clock.due());
            tell("Swept", report);
            last = report;
            swept = slot;
            told = null;
        }
    }

    /** What goes wrong here must not end what it came between. */
    private void makeRoom() {
        try {
            evictor.run();
        } catch (IOException e) {
            LOG.log(Level.FINE, "No room can be made now.", e);
        }
    }

    /** What stays wrong is told once; the log itself may be what is wrong. */
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

    /** Until a store that is away, or cannot be read, tells the time of its last run, nothing is due. */
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

    /** Only the process that writes the catalog does this: a catalog is believed if the store remembers the time at which it was closed. */
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

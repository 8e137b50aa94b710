package org.stowage.management.orders;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stowage.management.admin.ProblemException;
import org.stowage.management.orders.Job.JobState;
import org.stowage.retention.DeletionResult;

/** Carries out orders one after the other, on a thread of its own, until it is closed. */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final int KEPT = 200;
    private static final int WAITING = 50;
    private static final long JOIN_MILLIS = 10_000;

    private final Orders orders;
    private final ErasureRecords records;
    private final Clock clock;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;
    private volatile boolean closed;

    /**
     * Starts no thread before the first order.
     *
     * @param clock gives the times that are shown
     */
    public Jobs(Orders orders, ErasureRecords records, Clock clock) {
        this.orders = orders;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Takes an order. If it was given before, with the same id, the job that it has become is returned.
     *
     * @param id the name of the job: up to 64 letters, digits and {@code . _ ~ -}
     * @param admin who gives it
     * @throws IllegalArgumentException if the id has another form
     * @throws ProblemException if another order has this id, or too many orders wait
     * @throws IOException if it cannot be said what the order would do
     */
    public JobItem give(String id, JobOrder order, String admin) throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("The id of an order has up to 64 letters, digits, dots and hyphens.");
        }
        Optional<JobItem> known = known(id, order);
        if (known.isPresent()) {
            return known.get();
        }
        Job job =
                new Job(id, order, admin, clock.instant(), orders.preview(order).sentence());
        synchronized (this) {
            Optional<JobItem> meanwhile = known(id, order);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            if (queue.size() >= WAITING || closed) {
                throw new ProblemException(429, "too-many-jobs", "Too many orders wait; give it again later.");
            }
            forgetOldest();
            jobs.put(id, job);
            queue.add(job);
            startThread();
        }
        LOG.info(() -> admin + " ordered " + id + ": " + order.action() + " " + order.subject());
        return job.item();
    }

    /** Returns a job, if it is known. */
    public synchronized Optional<JobItem> find(String id) {
        return Optional.ofNullable(jobs.get(id)).map(Job::item);
    }

    /** Returns all jobs that are known, the last one first. */
    public synchronized List<JobItem> all() {
        List<JobItem> items =
                new ArrayList<>(jobs.values().stream().map(Job::item).toList());
        Collections.reverse(items);
        return items;
    }

    /** Ends a job before its next file. What it has deleted stays deleted, and a ban holds. Empty if it is not known. */
    public synchronized Optional<JobItem> stop(String id, String admin) {
        Job job = jobs.get(id);
        if (job == null) {
            return Optional.empty();
        }
        if (!job.isOver()) {
            LOG.info(() -> admin + " stopped " + id);
            job.stop();
        }
        return Optional.of(job.item());
    }

    /** Returns the signed record of an erasure, if there is one; also of an erasure before the last start. */
    public Optional<Path> record(String id) throws IOException {
        return records.find(id);
    }

    /** Ends the job that is under way before its next file; waits ten seconds at most. */
    @Override
    public void close() {
        Thread working;
        synchronized (this) {
            closed = true;
            jobs.values().forEach(Job::stop);
            working = thread;
        }
        if (working == null) {
            return;
        }
        try {
            // The thread is not interrupted, because an interrupt in the middle of a write would damage the catalog.
            working.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<JobItem> known(String id, JobOrder order) {
        synchronized (this) {
            Job job = jobs.get(id);
            if (job != null && !job.order().equals(order)) {
                throw new ProblemException(
                        409, "id-is-taken", "Another order has the id " + id + "; choose another id.");
            }
            return Optional.ofNullable(job).map(Job::item);
        }
    }

    private void forgetOldest() {
        jobs.values().stream()
                .filter(Job::isOver)
                .map(Job::id)
                .limit(Math.max(0, jobs.size() - KEPT + 1))
                .toList()
                .forEach(jobs::remove);
    }

    private void startThread() {
        if (thread == null) {
            thread = new Thread(this::run, "stowage-jobs");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        try {
            while (!closed) {
                Job job = queue.poll(1, TimeUnit.SECONDS);
                if (job != null) {
                    work(job);
                }
            }
        } catch (InterruptedException e) {
            LOG.fine("No more orders are carried out.");
        }
    }

    /** No failure ends the thread. */
    private void work(Job job) {
        if (!job.goesOn()) {
            job.end(clock.instant(), JobState.STOPPED, "Stopped before it began.");
            return;
        }
        try {
            carryOut(job);
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "The order " + job.id() + " failed: " + e, e instanceof IOException ? null : e);
            job.end(
                    clock.instant(),
                    JobState.FAILED,
                    "The store or the record could not be read or written; the log says why. Give the order again, with"
                            + " another id.");
        }
    }

    private void carryOut(Job job) throws IOException {
        boolean erases = job.order().action() == OrderAction.ERASE;
        try (ErasureRecord record = erases ? records.begin(job, clock.instant()) : null) {
            job.begin(clock.instant(), record);
            OrderResult result = orders.carryOut(job.order(), Optional.of(job.admin()), job);
            job.result(result.deletions());
            JobState outcome = outcome(result.deletions());
            if (record != null) {
                records.end(record, result.deletions(), outcome.name().toLowerCase(Locale.ROOT), clock.instant());
            }
            job.end(clock.instant(), outcome, words(job, result, outcome));
            LOG.info(() -> "The order " + job.id() + " is over: " + job.item().sentence());
        }
    }

    private static JobState outcome(DeletionResult result) {
        if (result.stopped()) {
            return JobState.STOPPED;
        }
        return result.areComplete() ? JobState.DONE : JobState.INCOMPLETE;
    }

    private static String words(Job job, OrderResult result, JobState outcome) {
        if (job.order().action() == OrderAction.UNBAN) {
            return result.lifted() ? "The ban is lifted." : "There was no such ban.";
        }
        DeletionResult deletions = result.deletions();
        String amount =
                deletions.files() + (deletions.files() == 1 ? " file, " : " files, ") + deletions.bytes() + " bytes";
        String banned = job.order().action() == OrderAction.BAN ? "The ban holds. " : "";
        return banned
                + switch (outcome) {
                    case DONE -> "Removed " + amount + ".";
                    case STOPPED -> "Stopped. Removed " + amount + "; others may be left.";
                    default ->
                        "Removed " + amount + "; " + deletions.failed() + " could not be removed, and "
                                + deletions.unreadable()
                                + " could not be read. The log names them. Give the order again, with another id.";
                };
    }
}

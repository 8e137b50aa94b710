package org.stowage.retention.sweep;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.catalog.CatalogUnavailableException;
import org.stowage.retention.ContentHashes;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.sweep.Sweep.Mode;
import org.stowage.storage.StoreMissingException;

/**
 * Walks through shards of the store and corrects the catalog by what it finds. Threads take turns, one shard at a time.
 */
final class Walker {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private final RetainingRepository repository;
    private final ContentHashes hashes;
    private final StartAudit audit;
    private final BooleanSupplier goesOn;
    private final ReentrantLock walking = new ReentrantLock();
    private volatile int last = -1;

    Walker(RetainingRepository repository, StartAudit audit, BooleanSupplier goesOn) {
        this.repository = repository;
        this.hashes = ContentHashes.of(repository);
        this.audit = audit;
        this.goesOn = goesOn;
    }

    /**
     * Walks through all shards. A failure of one does not stop the others.
     *
     * @throws IOException if the store is missing, the deployment ends, or the thread is interrupted
     */
    SweepReport all(Mode mode) throws IOException {
        SweepProgress findings = new SweepProgress(repository.clock().due());
        for (int shard = 0; shard < repository.listing().shards(); shard++) {
            try {
                walk(shard, mode, findings, () -> {});
            } catch (IOException | RuntimeException e) {
                if (!goesOn.getAsBoolean()
                        || Thread.currentThread().isInterrupted()
                        || e instanceof StoreMissingException) {
                    throw e;
                }
                leave(shard, findings, e);
            }
        }
        if (mode != Mode.DRY_RUN) {
            sumUp();
        }
        return findings.report(repository.clock().due());
    }

    /**
     * Walks through one shard.
     *
     * @param pause is called between entries
     * @throws IOException if it cannot be listed, the deployment ends, or the thread is interrupted
     */
    void walk(int shard, Mode mode, SweepProgress findings, Runnable pause) throws IOException {
        lock();
        try (Reconciliation comparison = new Reconciliation(repository, shard)) {
            boolean audited = mode != Mode.DRY_RUN && audit.wants(shard);
            Sweep sweep = new Sweep(repository, hashes.ofShard(shard), mode, audited, findings, () -> {
                pause.run();
                return goesOn.getAsBoolean();
            });
            repository.listing().walk(shard, sweep);
            findings.walked(sweep.seen().size());
            if (mode != Mode.DRY_RUN) {
                last = shard;
                audit.shown(shard);
                correct(comparison, sweep, findings);
            }
        } finally {
            walking.unlock();
        }
    }

    /** Returns the shard that was walked through last, except for dry runs; -1 before the first. */
    int last() {
        return last;
    }

    /** Tells whether the deployment ends. */
    boolean isOver() {
        return !goesOn.getAsBoolean();
    }

    /** Counts a shard that could not be walked through, and logs the first one. */
    static void leave(int shard, SweepProgress findings, Throwable failure) {
        if (findings.unswept()) {
            boolean ours = !(failure instanceof IOException);
            LOG.log(
                    Level.WARNING,
                    "Shard " + shard + " of the store cannot be swept: " + failure,
                    ours ? failure : null);
        }
    }

    /** Sums the catalog up again, because other processes may have changed the store, too. */
    private void sumUp() {
        try {
            repository.catalog().sumUp();
        } catch (IOException e) {
            LOG.log(Level.FINE, "The catalog cannot be summed up now.", e);
        }
    }

    /** If this process does not write the catalog, nothing is corrected. */
    private static void correct(Reconciliation comparison, Sweep sweep, SweepProgress findings) {
        try {
            findings.differs(comparison.correct(sweep.seen()));
        } catch (CatalogUnavailableException e) {
            LOG.log(Level.FINE, "The catalog is not corrected.", e);
        } catch (IOException e) {
            LOG.log(Level.FINE, "The catalog cannot be corrected now; its own warning says why.", e);
        }
    }

    private void lock() throws InterruptedIOException {
        try {
            walking.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}

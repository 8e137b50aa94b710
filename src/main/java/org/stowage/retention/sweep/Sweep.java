package org.stowage.retention.sweep;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.retention.BanCheck;
import org.stowage.retention.ContentHashes;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Expiry;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.storage.Ban;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;

/** One pass over a shard. Its {@link Mode} says what it deletes: banned files, expired files, old tombstones. */
final class Sweep implements EntryVisitor {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private final RetainingRepository repository;
    private final RetentionPolicy policy;
    private final BanCheck bans;
    private final ContentHashes.OfShard hashes;
    private final Mode mode;
    private final boolean audited;
    private final Instant now;
    private final SweepProgress findings;
    private final BooleanSupplier goesOn;
    private final Map<FileKey, StoredFile> seen = new HashMap<>();

    /**
     * Visits nothing yet.
     *
     * @param hashes of the shard
     * @param audited whether the audit log is shown the files
     * @param goesOn is asked before each entry; false ends the pass
     */
    Sweep(
            RetainingRepository repository,
            ContentHashes.OfShard hashes,
            Mode mode,
            boolean audited,
            SweepProgress findings,
            BooleanSupplier goesOn) {
        this.hashes = hashes;
        this.repository = repository;
        this.policy = repository.policy();
        this.bans = new BanCheck(repository.bans());
        this.mode = mode;
        this.audited = audited;
        this.now = repository.clock().due();
        this.findings = findings;
        this.goesOn = goesOn;
    }

    /** What is deleted. */
    enum Mode {
        /** Banned files; all others are counted. */
        COUNT,
        /** Banned files and old tombstones. Expired files are left to the sweep by the catalog. */
        SCRUB,
        /** Nothing. What {@link #REMOVE} would delete is reported. */
        DRY_RUN,
        /** Banned files, expired files and old tombstones. */
        REMOVE
    }

    /** Returns the files that stay. */
    Map<FileKey, StoredFile> seen() {
        return seen;
    }

    @Override
    public void visit(Entry entry) throws IOException {
        if (!goesOn.getAsBoolean()) {
            throw new InterruptedIOException("the deployment ends");
        }
        if (entry instanceof StoredFile file) {
            visit(file);
        } else if (entry instanceof Tombstone tombstone && mode != Mode.COUNT) {
            visit(tombstone);
        }
    }

    @Override
    public void unreadable(IOException cause) {
        findings.unreadable();
        if (mode == Mode.REMOVE || mode == Mode.SCRUB) {
            LOG.warning(() -> "The sweep cannot read " + cause.getMessage());
        }
    }

    /** A file that cannot be deleted stays, and is still counted. */
    private void visit(StoredFile file) throws IOException {
        if (audited) {
            repository.deletion().seen(file);
        }
        boolean goes = attempt(file, () -> takeDown(file)) || attempt(file, () -> expire(file));
        if (!goes) {
            seen.put(file.key(), file);
        }
    }

    /**
     * Deletes a file if it is banned; returns whether it is. Such a file is left by a crash, by a disk error, or by a
     * process that published it while another one banned it.
     */
    private boolean takeDown(StoredFile file) throws IOException {
        if (bans.on(file, hashes).isEmpty()) {
            return false;
        }
        if (mode == Mode.DRY_RUN || repository.deletion().takeDown(file)) {
            findings.gone(file, SweepReport.OF_BAN);
        }
        return true;
    }

    /** Deletes a file if it has expired and the mode deletes such files; returns whether that is so. */
    private boolean expire(StoredFile file) throws IOException {
        Optional<Expiry> expiry = mode == Mode.COUNT || mode == Mode.SCRUB
                ? Optional.empty()
                : policy.rules().expiryOf(file).filter(end -> end.hasCome(now));
        if (expiry.isPresent()
                && (mode == Mode.DRY_RUN
                        || repository.deletion().expire(file, expiry.get().rule()))) {
            findings.gone(file, expiry.get().rule());
        }
        return expiry.isPresent();
    }

    private void visit(Tombstone tombstone) throws IOException {
        if (policy.forgets(tombstone, now)
                && attempt(tombstone, () -> mode == Mode.DRY_RUN || repository.purge(tombstone))) {
            findings.purged();
        }
    }

    /**
     * An entry that cannot be deleted does not stop the pass. An interrupt does, because then no entry can be deleted.
     */
    private boolean attempt(Entry entry, Removal removal) throws IOException {
        try {
            return removal.done();
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            if (findings.failed()) {
                Object[] words = {entry instanceof StoredFile file ? Ban.valueOf(file.key()) : entry.fingerprint(), e};
                LOG.log(Level.WARNING, "The sweep cannot remove {0}: {1}", words);
            }
            return false;
        }
    }

    /** Deletes an entry, if that is to be done; tells whether it was. */
    private interface Removal {
        boolean done() throws IOException;
    }
}

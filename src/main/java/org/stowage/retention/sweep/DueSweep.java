package org.stowage.retention.sweep;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.FileQuery;
import org.stowage.retention.BanCheck;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Expiry;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;

/** Deletes what is due by the catalog, and what is banned and still there; nothing else is looked at. */
final class DueSweep {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");
    private static final int BATCH = 1_000;

    private final RetainingRepository repository;
    private final BanCheck bans;
    private final SweepProgress findings;
    private final BooleanSupplier goesOn;

    DueSweep(RetainingRepository repository, SweepProgress findings, BooleanSupplier goesOn) {
        this.repository = repository;
        this.bans = new BanCheck(repository.bans());
        this.findings = findings;
        this.goesOn = goesOn;
    }

    /** How one file goes, if it does. */
    private interface FileRemoval {
        void remove(StoredFile file) throws IOException;
    }

    /**
     * Deletes all that is due at a moment.
     *
     * @throws IOException if the catalog cannot be asked, or the deployment ends
     */
    void run(Instant now) throws IOException {
        removeAll(FileQuery.due(now, BATCH), file -> expire(file, now));
        for (Ban ban : repository.bans().all(Ban.Kind.OWNER)) {
            removeAll(
                    new FileQuery(null, ban.value(), null, null, null, false, FileQuery.Order.OLDEST, BATCH),
                    this::takeDown);
        }
        for (Ban ban : repository.bans().all(Ban.Kind.CONTENT)) {
            removeAll(
                    new FileQuery(null, null, null, ban.value(), null, false, FileQuery.Order.OLDEST, BATCH),
                    this::takeDown);
        }
        for (Ban ban : repository.bans().all(Ban.Kind.PATH)) {
            Optional<FileKey> key = Ban.keyOf(ban.value());
            if (key.isPresent() && repository.stored(key.get()).orElse(null) instanceof StoredFile file) {
                takeDown(file);
            }
        }
    }

    private void removeAll(FileQuery query, FileRemoval removal) throws IOException {
        try (CatalogFiles files = new CatalogFiles(repository)) {
            List<CatalogEntry> batch = files.find(query);
            while (!batch.isEmpty()) {
                for (CatalogEntry entry : batch) {
                    remove(entry, files, removal);
                }
                batch = files.find(query);
            }
        }
    }

    /** What cannot be removed keeps no other from going, and is tried again with the next sweep. */
    private void remove(CatalogEntry entry, CatalogFiles files, FileRemoval removal) throws IOException {
        if (!goesOn.getAsBoolean()) {
            throw new InterruptedIOException("the deployment ends");
        }
        try {
            Optional<StoredFile> file = files.current(entry);
            if (file.isPresent()) {
                files.leave(entry);
                removal.remove(file.get());
            }
        } catch (IOException | RuntimeException e) {
            files.leave(entry);
            failed(entry, e);
        }
    }

    private void failed(CatalogEntry entry, Exception failure) {
        if (findings.failed()) {
            Object[] words = {Ban.valueOf(entry.file().key()), failure};
            LOG.log(Level.WARNING, "The sweep cannot remove {0}: {1}", words);
        }
    }

    private void expire(StoredFile file, Instant now) throws IOException {
        Optional<Expiry> expiry = repository.policy().rules().expiryOf(file).filter(end -> end.hasCome(now));
        if (expiry.isPresent() && repository.expire(file, expiry.get().rule())) {
            findings.gone(file, expiry.get().rule());
        }
    }

    /** The ban may have been lifted meanwhile. */
    private void takeDown(StoredFile file) throws IOException {
        if (bans.on(file).isPresent() && repository.takeDown(file)) {
            findings.gone(file, SweepReport.OF_BAN);
        }
    }
}

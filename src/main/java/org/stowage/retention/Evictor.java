package org.stowage.retention;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.retention.policy.Amount;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.retention.usage.EvictionOrder;
import org.stowage.retention.usage.ReservationResult.Eviction;
import org.stowage.retention.usage.UsageAccounting;
import org.stowage.storage.Entry;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;

/** Deletes the files that a {@link UsageAccounting} has chosen to make room. */
final class Evictor {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private final RetainingRepository repository;
    private final FileRepository store;
    private final RetentionAudit retentionAudit;

    /** Looks files up in the store, and has the repository delete them. */
    Evictor(RetainingRepository repository, FileRepository store, RetentionAudit retentionAudit) {
        this.repository = repository;
        this.store = store;
        this.retentionAudit = retentionAudit;
    }

    void evict(Eviction eviction) {
        int files = 0;
        long bytes = 0;
        for (EvictionOrder.Candidate victim : eviction.oldest()) {
            Optional<StoredFile> evicted = evict(victim, eviction.reason());
            files += evicted.isPresent() ? 1 : 0;
            bytes += evicted.map(StoredFile::size).orElse(0L);
        }
        Object[] words = {files, new Amount(bytes), eviction.reason().limit()};
        LOG.log(Level.INFO, "Evicted {0} of the oldest files, {1}, to make room: {2}", words);
    }

    /** A file that is damaged or cannot be removed must not keep others from going, nor the upload from coming. */
    private Optional<StoredFile> evict(EvictionOrder.Candidate victim, QuotaExceeded reason) {
        try {
            Optional<Entry> entry = store.find(victim.name());
            if (entry.isPresent() && entry.get() instanceof StoredFile file && delete(file, reason)) {
                retentionAudit.evicted(file, reason.limit());
                return Optional.of(file);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warning(() -> "A file cannot be evicted: " + e);
        }
        return Optional.empty();
    }

    /** The rules may have changed since the file was chosen. */
    private boolean delete(StoredFile file, QuotaExceeded reason) throws IOException {
        return reason.scope().has(file.slot())
                && !repository.policy().rules().protect(file)
                && repository.delete(file, Tombstone.Reason.EVICTED);
    }
}

package org.stowage.retention;

import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.storage.Entry;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;

/** Deletes the files that a {@link Ledger} has chosen to make room. */
final class Evictor {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private final Keeper keeper;
    private final FileRepository store;
    private final Chronicle chronicle;

    /** Looks files up in the store, and has the keeper delete them. */
    Evictor(Keeper keeper, FileRepository store, Chronicle chronicle) {
        this.keeper = keeper;
        this.store = store;
        this.chronicle = chronicle;
    }

    void evict(Eviction eviction) {
        int files = 0;
        long bytes = 0;
        for (Aged victim : eviction.oldest()) {
            Optional<StoredFile> evicted = evict(victim, eviction.reason());
            files += evicted.isPresent() ? 1 : 0;
            bytes += evicted.map(StoredFile::size).orElse(0L);
        }
        Object[] words = {files, new Amount(bytes), eviction.reason().limit()};
        LOG.log(Level.INFO, "Evicted {0} of the oldest files, {1}, to make room: {2}", words);
    }

    /** A file that is damaged or cannot be removed must not keep others from going, nor the upload from coming. */
    private Optional<StoredFile> evict(Aged victim, Excess reason) {
        try {
            Optional<Entry> entry = store.find(victim.name());
            if (entry.isPresent() && entry.get() instanceof StoredFile file && delete(file, reason)) {
                chronicle.evicted(file, reason.limit());
                return Optional.of(file);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warning(() -> "A file cannot be evicted: " + e);
        }
        return Optional.empty();
    }

    /** The rules may have changed since the file was chosen. */
    private boolean delete(StoredFile file, Excess reason) throws IOException {
        return reason.scope().has(file.slot())
                && !keeper.policy().rules().protect(file)
                && keeper.delete(file, Tombstone.Reason.EVICTED);
    }
}

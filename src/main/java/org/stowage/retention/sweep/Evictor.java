package org.stowage.retention.sweep;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.FileQuery;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Amount;
import org.stowage.retention.policy.Limit;
import org.stowage.retention.usage.Excess;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.StoredFile;

/**
 * Evicts the oldest files where a quota asks for it, in batches, until enough bytes are deleted or no file is left that
 * may be evicted. Used by one thread.
 */
final class Evictor {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");
    private static final int BATCH = 1_000;

    /** So many files are looked at, at most, to find out whether evicting them would make enough room for an upload. */
    private static final int MOST_FOR_UPLOAD = 10_000;

    /**
     * The disk frees the space of a file only after its last download. A check before that would evict more files than
     * needed.
     */
    private static final long SPACE_DELAY = 60_000_000_000L;

    private final RetainingRepository repository;
    private final OwnWork ours;
    private final BooleanSupplier goesOn;
    private long spaceAgain;
    private boolean spaceMade;

    Evictor(RetainingRepository repository, OwnWork ours, BooleanSupplier goesOn) {
        this.repository = repository;
        this.ours = ours;
        this.goesOn = goesOn;
    }

    /** Tells at once whether there may be something to evict. */
    boolean isUrgent() {
        return mayEvict() && repository.accounting().hasSuspects();
    }

    /**
     * Evicts files where there is too little room.
     *
     * @throws IOException if the catalog cannot be asked
     */
    void run() throws IOException {
        if (!mayEvict()) {
            return;
        }
        for (Excess excess : repository.accounting().excesses(repository.usableSpace())) {
            if (isOurs(excess) && isTimely(excess) && isWorthIt(excess)) {
                evict(excess);
            }
        }
    }

    /**
     * Which files are the oldest is not known while the clock is in doubt, or while the catalog lacks files or was
     * written by other rules.
     */
    private boolean mayEvict() {
        return repository.policy().quotas().evicting()
                && repository.catalog().isWriter()
                && repository.catalog().isComplete()
                && repository.clock().jump().isEmpty()
                && repository.rulesId().equals(repository.catalog().rules());
    }

    /** Only this node knows which uploads it has refused. */
    private boolean isOurs(Excess excess) {
        return excess.forUpload() || ours.evicts(excess.scope());
    }

    private boolean isTimely(Excess excess) {
        return excess.limit() != Limit.FREE_SPACE
                || !spaceMade
                || repository.clock().nanos() - spaceAgain >= 0;
    }

    /** No file is evicted for an upload that would not fit even then. */
    private boolean isWorthIt(Excess excess) throws IOException {
        if (!excess.forUpload()) {
            return true;
        }
        List<CatalogEntry> oldest = repository.catalog().ask(catalog -> catalog.find(query(excess, MOST_FOR_UPLOAD)));
        long bytes = oldest.stream().mapToLong(entry -> entry.file().size()).sum();
        return oldest.size() == MOST_FOR_UPLOAD || bytes >= excess.bytes();
    }

    private void evict(Excess excess) throws IOException {
        long files = 0;
        long bytes = 0;
        try (CatalogFiles candidates = new CatalogFiles(repository)) {
            List<CatalogEntry> batch = candidates.find(query(excess, BATCH));
            while (!batch.isEmpty() && bytes < excess.bytes() && goesOn.getAsBoolean()) {
                List<StoredFile> evicted = evict(batch, excess, excess.bytes() - bytes, candidates);
                files += evicted.size();
                bytes += evicted.stream().mapToLong(StoredFile::size).sum();
                batch = candidates.find(query(excess, BATCH));
            }
        }
        told(excess, files, bytes);
    }

    private void told(Excess excess, long files, long bytes) {
        if (excess.limit() == Limit.FREE_SPACE && files > 0) {
            spaceMade = true;
            spaceAgain = repository.clock().nanos() + SPACE_DELAY;
        }
        if (files > 0) {
            Object[] words = {files, new Amount(bytes), excess.limit()};
            LOG.log(Level.INFO, "Evicted {0} of the oldest files, {1}, to make room: {2}", words);
        }
    }

    private static FileQuery query(Excess excess, int most) {
        return FileQuery.evictable(excess.scope().tenant(), excess.scope().owner(), most);
    }

    /** A file that is damaged or cannot be deleted does not stop the others. */
    private List<StoredFile> evict(List<CatalogEntry> batch, Excess excess, long bytes, CatalogFiles candidates)
            throws IOException {
        Map<StoredFile, CatalogEntry> victims = new LinkedHashMap<>();
        long left = bytes;
        for (CatalogEntry entry : batch) {
            Optional<StoredFile> file = left > 0 ? current(entry, candidates) : Optional.empty();
            if (file.isPresent()) {
                victims.put(file.get(), entry);
                left -= file.get().size();
            }
        }
        DeletedFiles evicted = repository.deletion().evict(List.copyOf(victims.keySet()), excess.limit());
        evicted.failures().forEach((file, failure) -> {
            candidates.leave(Objects.requireNonNull(victims.get(file)));
            LOG.warning(() -> "A file cannot be evicted: " + failure);
        });
        return evicted.files();
    }

    private static Optional<StoredFile> current(CatalogEntry entry, CatalogFiles candidates) {
        try {
            return candidates.current(entry);
        } catch (IOException | RuntimeException e) {
            candidates.leave(entry);
            LOG.warning(() -> "A file cannot be evicted: " + e);
            return Optional.empty();
        }
    }
}

package org.stowage.retention.sweep;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.FileQuery;
import org.stowage.retention.RetainingRepository;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoreMissingException;

/**
 * Computes the SHA-256 of files that were stored without one, at most {@value #BYTES_PER_SECOND} bytes per second, and
 * writes it to the catalog. A file counts for at least {@value #BYTES_OF_FILE} bytes, because a small one costs a
 * look-up and a change of the catalog rather than reading. Also compares the CRC-32C with that of the upload. Used by
 * one thread at a time.
 */
final class LaterHashing {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");
    private static final long BYTES_PER_SECOND = 16 << 20;
    private static final long BYTES_OF_FILE = 64 << 10;
    private static final int BATCH = 1_000;
    private static final long SECOND = 1_000_000_000L;

    /** A search that finds nothing has looked at each file of the catalog, so the next one waits. */
    private static final long PAUSE = 60 * SECOND;

    private final RetainingRepository repository;
    private final OwnWork ours;
    private final BooleanSupplier goesOn;
    private final Deque<CatalogEntry> waiting = new ArrayDeque<>();
    private final Set<FileKey> failed = new HashSet<>();
    private @Nullable HashingOfFile current;
    private long paid = System.nanoTime();
    private long next = paid;

    LaterHashing(RetainingRepository repository, OwnWork ours, BooleanSupplier goesOn) {
        this.repository = repository;
        this.ours = ours;
        this.goesOn = goesOn;
    }

    /**
     * Computes as much as the time since the last step allows.
     *
     * @throws StoreMissingException if the store is missing
     * @throws IOException if the catalog cannot be asked
     */
    void step() throws IOException {
        long now = System.nanoTime();
        long credit = Math.min(now - paid, SECOND) * (BYTES_PER_SECOND / 1_000) / (SECOND / 1_000);
        paid = now;
        find(now);
        while (credit > 0 && goesOn.getAsBoolean() && (current != null || !waiting.isEmpty())) {
            credit -= some(credit);
        }
    }

    /** Closes the file that is being read. */
    void close() {
        HashingOfFile open = current;
        current = null;
        if (open != null) {
            open.close();
        }
    }

    private void find(long now) throws IOException {
        if (!waiting.isEmpty()
                || current != null
                || now - next < 0
                || !repository.catalog().isComplete()) {
            return;
        }
        FileQuery query = FileQuery.withoutSha256(BATCH + failed.size()).within(ours.ofShards());
        repository.catalog().ask(catalog -> catalog.find(query)).stream()
                .filter(entry -> !failed.contains(entry.file().key()))
                .forEach(waiting::add);
        if (waiting.size() < BATCH) {
            next = now + PAUSE;
        }
    }

    /** Returns for how many bytes a step counts, at least 1. A file that cannot be read does not stop the others. */
    private long some(long most) throws StoreMissingException {
        long least = current == null ? BYTES_OF_FILE : 1;
        try {
            HashingOfFile open = current == null ? begin(waiting.remove()).orElse(null) : current;
            current = open;
            if (open == null) {
                return least;
            }
            long read = open.read(most);
            if (open.isOver()) {
                end(open);
            }
            return Math.max(least, read);
        } catch (StoreMissingException away) {
            close();
            throw away;
        } catch (IOException | RuntimeException e) {
            giveUp(e);
            return least;
        }
    }

    private Optional<HashingOfFile> begin(CatalogEntry entry) throws IOException {
        try {
            return HashingOfFile.begin(repository, entry);
        } catch (IOException | RuntimeException e) {
            failed.add(entry.file().key());
            throw e;
        }
    }

    private void end(HashingOfFile whole) {
        try (whole) {
            current = null;
            if (!whole.tellCatalog()) {
                failed.add(whole.key());
                LOG.severe(
                        () -> Ban.valueOf(whole.key())
                                + " is damaged: its bytes are not those that were uploaded. Restore it from a backup, or delete it.");
            }
        }
    }

    private void giveUp(Exception failure) {
        HashingOfFile open = current;
        if (open != null) {
            failed.add(open.key());
        }
        close();
        LOG.log(Level.FINE, "The SHA-256 of a file cannot be computed now.", failure);
    }
}

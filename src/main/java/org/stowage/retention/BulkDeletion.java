package org.stowage.retention;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.storage.Ban;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Listing;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;

/**
 * Deletes all condemned files of the store, and counts them. A file that cannot be read or deleted does not stop it.
 * Files are deleted together, a part of the store at a time. Used by one thread.
 */
final class BulkDeletion implements EntryVisitor {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private static final long TELL_NANOS = 10_000_000_000L;
    private static final int BATCH = 1_000;

    private final FileRepository store;
    private final Condemned condemned;
    private final Reason reason;
    private final RetentionAudit retentionAudit;
    private final DeletionWatch watch;
    private final List<StoredFile> batch = new ArrayList<>();
    private DeletionResult result = new DeletionResult(0, 0, 0, 0);
    private long told = System.nanoTime();

    BulkDeletion(
            FileRepository store,
            Condemned condemned,
            Reason reason,
            RetentionAudit retentionAudit,
            DeletionWatch watch) {
        this.store = store;
        this.condemned = condemned;
        this.reason = reason;
        this.retentionAudit = retentionAudit;
        this.watch = watch;
    }

    /** Decides which files are deleted. */
    interface Condemned {

        /** Is called before the files of a shard. */
        default void enter(int shard) {}

        /**
         * Tells whether a file is to be deleted.
         *
         * @throws NoSuchFileException if the file is gone by now
         * @throws IOException if the file cannot be read
         */
        boolean test(StoredFile file) throws IOException;
    }

    /**
     * Walks through the whole store, unless the watch ends it. A shard that cannot be listed is counted as unreadable.
     */
    DeletionResult walk() throws IOException {
        Listing listing = store.listing();
        for (int shard = 0; shard < listing.shards() && watch.goesOn(); shard++) {
            try {
                condemned.enter(shard);
                listing.walk(shard, this);
            } catch (StoppedException e) {
                LOG.log(Level.FINE, "The order is stopped.", e);
            } catch (IOException e) {
                if (isInterrupted()) {
                    throw e;
                }
                unreadable(e);
            }
            deleteBatch();
            watch.looked(shard + 1, listing.shards(), result);
            tellProgress(shard + 1, listing.shards());
        }
        return watch.goesOn() ? result : result.unfinished();
    }

    /** Ends the walk through a shard. */
    private static final class StoppedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void visit(Entry entry) throws IOException {
        if (!watch.goesOn()) {
            throw new StoppedException();
        }
        if (entry instanceof StoredFile file && isCondemned(file)) {
            batch.add(file);
            if (batch.size() == BATCH) {
                deleteBatch();
            }
        }
    }

    private boolean isCondemned(StoredFile file) throws IOException {
        try {
            return condemned.test(file);
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        } catch (IOException e) {
            if (isInterrupted()) {
                throw e;
            }
            unreadable(e);
            return false;
        }
    }

    /** Logs the progress, because reading all contents may take hours. */
    private void tellProgress(int shards, int of) {
        long now = System.nanoTime();
        if (now - told > TELL_NANOS) {
            told = now;
            Object[] words = {shards, of, result.files()};
            LOG.log(Level.INFO, "Looked through {0} of {1} parts of the store; {2} files are deleted so far", words);
        }
    }

    @Override
    public void unreadable(IOException cause) {
        LOG.warning(() -> "Not checked for deletion, because it cannot be read: " + cause.getMessage());
        result = result.plus(new DeletionResult(0, 0, 1, 0));
    }

    private void deleteBatch() throws IOException {
        List<StoredFile> files = List.copyOf(batch);
        batch.clear();
        if (files.isEmpty()) {
            return;
        }
        try {
            count(store.deleteAll(files, reason));
        } catch (IOException | RuntimeException e) {
            if (isInterrupted()) {
                throw e;
            }
            files.forEach(file -> failed(file, e));
        }
    }

    private void count(DeletedFiles deleted) {
        for (StoredFile file : deleted.files()) {
            result = result.plus(new DeletionResult(1, file.size(), 0, 0));
            retentionAudit.deleted(file, reason);
            watch.deleted(file);
        }
        deleted.failures().forEach(this::failed);
    }

    private void failed(StoredFile file, Exception cause) {
        result = result.plus(new DeletionResult(0, 0, 0, 1));
        LOG.log(Level.WARNING, "{0} cannot be removed: {1}", new Object[] {Ban.valueOf(file.key()), cause});
    }

    /**
     * Tells whether the thread is interrupted. It can then neither read nor write, so the failure says nothing about
     * the file.
     */
    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}

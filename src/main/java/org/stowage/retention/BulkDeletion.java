package org.stowage.retention;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.storage.Ban;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Listing;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;

/**
 * Deletes all condemned files of the store, and counts them. A file that cannot be read or deleted does not stop it.
 * Used by one thread.
 */
final class BulkDeletion implements EntryVisitor {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private static final long TELL_NANOS = 10_000_000_000L;

    private final FileRepository store;
    private final Condemned condemned;
    private final Reason reason;
    private final RetentionAudit retentionAudit;
    private long files;
    private long bytes;
    private long unreadable;
    private long failed;
    private long told = System.nanoTime();

    BulkDeletion(FileRepository store, Condemned condemned, Reason reason, RetentionAudit retentionAudit) {
        this.store = store;
        this.condemned = condemned;
        this.reason = reason;
        this.retentionAudit = retentionAudit;
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

    /** Walks through the whole store. A shard that cannot be listed is counted as unreadable. */
    DeletionResult walk() throws IOException {
        Listing listing = store.listing();
        for (int shard = 0; shard < listing.shards(); shard++) {
            try {
                condemned.enter(shard);
                listing.walk(shard, this);
                tellProgress(shard + 1, listing.shards());
            } catch (IOException e) {
                if (isInterrupted()) {
                    throw e;
                }
                unreadable(e);
            }
        }
        return new DeletionResult(files, bytes, unreadable, failed);
    }

    @Override
    public void visit(Entry entry) throws IOException {
        if (entry instanceof StoredFile file && isCondemned(file)) {
            try {
                delete(file);
            } catch (IOException | RuntimeException e) {
                if (isInterrupted()) {
                    throw e;
                }
                failed++;
                LOG.log(Level.WARNING, "{0} cannot be removed: {1}", new Object[] {Ban.valueOf(file.key()), e});
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
            Object[] words = {shards, of, files};
            LOG.log(Level.INFO, "Looked through {0} of {1} parts of the store; {2} files are deleted so far", words);
        }
    }

    @Override
    public void unreadable(IOException cause) {
        LOG.warning(() -> "Not checked for deletion, because it cannot be read: " + cause.getMessage());
        unreadable++;
    }

    private void delete(StoredFile file) throws IOException {
        if (store.delete(file, reason)) {
            files++;
            bytes += file.size();
            retentionAudit.deleted(file, reason);
        }
    }

    /**
     * Tells whether the thread is interrupted. It can then neither read nor write, so the failure says nothing about
     * the file.
     */
    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}

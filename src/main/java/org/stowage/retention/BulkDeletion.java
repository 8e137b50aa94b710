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

/** Deletes every file of a kind that a walk shows, and counts; what cannot be deleted stops it not. Used by one thread. */
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

    /** Which files are to go. */
    interface Condemned {

        /** Is told which shard comes next. */
        default void enter(int shard) {}

        /**
         * Tells whether a file is to go.
         *
         * @throws NoSuchFileException if it is gone by now
         * @throws IOException if that cannot be told
         */
        boolean test(StoredFile file) throws IOException;
    }

    /** Goes through the whole store, past what cannot be listed. */
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

    /** To read all contents may take hours. */
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
        LOG.warning(() -> "Nobody can tell whether this file is to be deleted: " + cause.getMessage());
        unreadable++;
    }

    private void delete(StoredFile file) throws IOException {
        if (store.delete(file, reason)) {
            files++;
            bytes += file.size();
            retentionAudit.deleted(file, reason);
        }
    }

    /** An interrupted thread can neither read nor write, and no file is to blame. */
    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}

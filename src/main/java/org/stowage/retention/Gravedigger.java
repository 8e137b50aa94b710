package org.stowage.retention;

import java.io.IOException;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;

/** Buries every file of a kind that a walk shows, and counts. Used by one thread. */
final class Gravedigger implements EntryVisitor {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private final FileRepository store;
    private final Predicate<StoredFile> condemned;
    private final Reason reason;
    private final Chronicle chronicle;
    private long files;
    private long bytes;
    private long unreadable;

    Gravedigger(FileRepository store, Predicate<StoredFile> condemned, Reason reason, Chronicle chronicle) {
        this.store = store;
        this.condemned = condemned;
        this.reason = reason;
        this.chronicle = chronicle;
    }

    @Override
    public void visit(Entry entry) throws IOException {
        if (entry instanceof StoredFile file && condemned.test(file) && store.bury(file, reason)) {
            chronicle.deleted(file, reason);
            files++;
            bytes += file.size();
        }
    }

    @Override
    public void unreadable(IOException cause) {
        LOG.warning(() -> "Nobody can tell whether this file is to be deleted: " + cause.getMessage());
        unreadable++;
    }

    Burials burials() {
        return new Burials(files, bytes, unreadable);
    }
}

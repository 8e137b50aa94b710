package org.stowage.retention;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.stowage.retention.policy.Limit;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;

/** Deletes files without a request, and tells the audit log of each. Safe for any number of threads. */
public final class AuditedDeletion {

    private final RetainingRepository repository;
    private final RetentionAudit audit;

    AuditedDeletion(RetainingRepository repository, RetentionAudit audit) {
        this.repository = repository;
        this.audit = audit;
    }

    /** Deletes a file whose time has come by a rule; false if it is not there any more. */
    public boolean expire(StoredFile file, String rule) throws IOException {
        boolean expired = repository.delete(file, Reason.EXPIRED);
        if (expired) {
            audit.expired(file, rule);
        }
        return expired;
    }

    /**
     * Deletes files together whose time has come.
     *
     * @param rules the rule of each
     * @return those that are deleted, and why others may not be
     */
    public DeletedFiles expire(Map<StoredFile, String> rules) throws IOException {
        DeletedFiles expired = repository.deleteAll(List.copyOf(rules.keySet()), Reason.EXPIRED);
        expired.files().forEach(file -> audit.expired(file, Objects.requireNonNull(rules.get(file))));
        return expired;
    }

    /**
     * Deletes files together to make room for others.
     *
     * @return those that are deleted, and why others may not be
     */
    public DeletedFiles evict(List<StoredFile> files, Limit limit) throws IOException {
        DeletedFiles evicted = repository.deleteAll(files, Reason.EVICTED);
        evicted.files().forEach(file -> audit.evicted(file, limit));
        return evicted;
    }

    /** Deletes a file that is banned and still there; false if it is not there any more. */
    public boolean takeDown(StoredFile file) throws IOException {
        boolean down = repository.delete(file, Reason.TAKEN_DOWN);
        if (down) {
            audit.takenDown(file);
        }
        return down;
    }

    /** Shows the audit log a file that may lack a line: once, after the start. */
    public void seen(StoredFile file) {
        audit.seen(file);
    }

    /** Tells the audit log that it was shown all such files. */
    public void allSeen() {
        audit.allSeen();
    }
}

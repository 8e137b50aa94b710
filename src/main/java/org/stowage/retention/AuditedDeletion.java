package org.stowage.retention;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.stowage.retention.policy.Limit;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;

/** Deletes files without a request, and writes each deletion to the audit log. Safe for any number of threads. */
public final class AuditedDeletion {

    private final RetainingRepository repository;
    private final RetentionAudit audit;

    AuditedDeletion(RetainingRepository repository, RetentionAudit audit) {
        this.repository = repository;
        this.audit = audit;
    }

    /** Deletes a file that has expired by a rule; false if it is gone already. */
    public boolean expire(StoredFile file, String rule) throws IOException {
        boolean expired = repository.delete(file, Reason.EXPIRED);
        if (expired) {
            audit.expired(file, rule);
        }
        return expired;
    }

    /**
     * Deletes expired files together.
     *
     * @param rules the rule by which each file has expired
     * @return the deleted files, and why others may still exist
     */
    public DeletedFiles expire(Map<StoredFile, String> rules) throws IOException {
        DeletedFiles expired = repository.deleteAll(List.copyOf(rules.keySet()), Reason.EXPIRED);
        expired.files().forEach(file -> audit.expired(file, Objects.requireNonNull(rules.get(file))));
        return expired;
    }

    /**
     * Deletes files together to make room for others.
     *
     * @return the deleted files, and why others may still exist
     */
    public DeletedFiles evict(List<StoredFile> files, Limit limit) throws IOException {
        DeletedFiles evicted = repository.deleteAll(files, Reason.EVICTED);
        evicted.files().forEach(file -> audit.evicted(file, limit));
        return evicted;
    }

    /** Deletes a file that is banned; false if it is gone already. */
    public boolean takeDown(StoredFile file) throws IOException {
        boolean down = repository.delete(file, Reason.TAKEN_DOWN);
        if (down) {
            audit.takenDown(file);
        }
        return down;
    }

    /** Shows the audit log a file that it may lack a line for; called after the start. */
    public void seen(StoredFile file) {
        audit.seen(file);
    }

    /** Tells the audit log that it has been shown all such files. */
    public void allSeen() {
        audit.allSeen();
    }
}

package org.stowage.retention;

import org.stowage.audit.Actor;
import org.stowage.audit.AuditEvent;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.audit.AuditLog;
import org.stowage.audit.AuditedResource;
import org.stowage.retention.policy.Limit;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.Words;

/**
 * Writes deletions without a request and the orders of an admin to the audit log.
 *
 * @param audit the log
 * @param admin who gives the orders
 */
record RetentionAudit(AuditLog audit, Actor admin) {

    private static final Actor SWEEP = Actor.named("sweep");
    private static final Actor QUOTA = Actor.named("quota");

    /** For orders of an admin whose name is not known. */
    RetentionAudit(AuditLog audit) {
        this(audit, Actor.admin(null));
    }

    /** Returns the same for the orders of an admin of that name. */
    RetentionAudit ofAdmin(String name) {
        return new RetentionAudit(audit, Actor.admin(name));
    }

    /** Shows a file that was stored before this start. */
    void seen(StoredFile file) {
        audit.recordIfMissing(file);
    }

    /** All files that were stored before this start have been shown. */
    void allSeen() {
        audit.allSeen();
    }

    /** The file has expired by the rule of that name. */
    void expired(StoredFile file, String rule) {
        audit.write(new AuditEvent(Action.EXPIRED, AuditedResource.of(file), SWEEP, rule));
    }

    void evicted(StoredFile file, Limit limit) {
        audit.write(new AuditEvent(Action.EVICTED, AuditedResource.of(file), QUOTA, Words.of(limit)));
    }

    void deleted(StoredFile file, Reason reason) {
        audit.write(new AuditEvent(Action.DELETED, AuditedResource.of(file), admin, Words.of(reason)));
    }

    /** The sweep has deleted a file that was banned. */
    void takenDown(StoredFile file) {
        audit.write(new AuditEvent(Action.DELETED, AuditedResource.of(file), SWEEP, Words.of(Reason.TAKEN_DOWN)));
    }

    /** The reason {@code why} may be empty. */
    void banned(AuditedResource what, String why) {
        audit.write(new AuditEvent(Action.BANNED, what, admin, why.isEmpty() ? null : why));
    }

    void unbanned(AuditedResource what) {
        audit.write(new AuditEvent(Action.UNBANNED, what, admin));
    }
}

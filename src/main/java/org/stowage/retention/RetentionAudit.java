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
 * Tells the audit log what is done to files without a request.
 *
 * @param audit the log
 * @param admin who gives the orders
 */
record RetentionAudit(AuditLog audit, Actor admin) {

    private static final Actor SWEEP = Actor.named("sweep");
    private static final Actor QUOTA = Actor.named("quota");

    /** Orders come from an admin whose name is not known. */
    RetentionAudit(AuditLog audit) {
        this(audit, Actor.admin(null));
    }

    /** Returns one of the orders of an admin of that name. */
    RetentionAudit ofAdmin(String name) {
        return new RetentionAudit(audit, Actor.admin(name));
    }

    /** A file that was in the store before it was opened. */
    void seen(StoredFile file) {
        audit.recordIfMissing(file);
    }

    /** All of those were seen. */
    void allSeen() {
        audit.allSeen();
    }

    /** By the rule of that name. */
    void expired(StoredFile file, String rule) {
        audit.write(new AuditEvent(Action.EXPIRED, AuditedResource.of(file), SWEEP, rule));
    }

    void evicted(StoredFile file, Limit limit) {
        audit.write(new AuditEvent(Action.EVICTED, AuditedResource.of(file), QUOTA, Words.of(limit)));
    }

    void deleted(StoredFile file, Reason reason) {
        audit.write(new AuditEvent(Action.DELETED, AuditedResource.of(file), admin, Words.of(reason)));
    }

    /** By the sweep, because it was banned and still there. */
    void takenDown(StoredFile file) {
        audit.write(new AuditEvent(Action.DELETED, AuditedResource.of(file), SWEEP, Words.of(Reason.TAKEN_DOWN)));
    }

    /** A reason may be empty. */
    void banned(AuditedResource what, String why) {
        audit.write(new AuditEvent(Action.BANNED, what, admin, why.isEmpty() ? null : why));
    }

    void unbanned(AuditedResource what) {
        audit.write(new AuditEvent(Action.UNBANNED, what, admin));
    }
}

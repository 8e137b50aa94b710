package org.stowage.retention;

import java.util.Locale;
import org.stowage.audit.AuditEvent;
import org.stowage.audit.AuditEvent.Kind;
import org.stowage.audit.AuditLog;
import org.stowage.audit.Source;
import org.stowage.audit.Subject;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone.Reason;

/** Tells the audit log what is done to files without a request. */
record Chronicle(AuditLog audit) {

    private static final Source SWEEP = Source.named("sweep");
    private static final Source QUOTA = Source.named("quota");
    private static final Source ADMIN = Source.named("admin");

    /** By the rule of that name. */
    void expired(StoredFile file, String rule) {
        audit.write(new AuditEvent(Kind.EXPIRED, Subject.of(file), SWEEP, rule));
    }

    void evicted(StoredFile file, Limit limit) {
        audit.write(new AuditEvent(Kind.EVICTED, Subject.of(file), QUOTA, word(limit)));
    }

    void deleted(StoredFile file, Reason reason) {
        audit.write(new AuditEvent(Kind.DELETED, Subject.of(file), ADMIN, word(reason)));
    }

    /** By the sweep, because it was banned and still there. */
    void takenDown(StoredFile file) {
        audit.write(new AuditEvent(Kind.DELETED, Subject.of(file), SWEEP, word(Reason.TAKEN_DOWN)));
    }

    /** A reason may be empty. */
    void banned(Subject what, String why) {
        audit.write(new AuditEvent(Kind.BANNED, what, ADMIN, why.isEmpty() ? null : why));
    }

    void unbanned(Subject what) {
        audit.write(new AuditEvent(Kind.UNBANNED, what, ADMIN));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

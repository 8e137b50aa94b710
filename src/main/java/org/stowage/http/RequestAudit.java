package org.stowage.http;

import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditEvent;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.audit.AuditLog;
import org.stowage.audit.Source;
import org.stowage.audit.Subject;
import org.stowage.contract.Contract;
import org.stowage.token.DeclaredLength;
import org.stowage.token.Verdict;

/** Tells the audit log what a request did to a file. Requests that only look at files do nothing. */
final class RequestAudit {

    private final ParsedRequest request;
    private final AuditLog audit;
    private volatile Verdict.@Nullable Granted granted;

    RequestAudit(ParsedRequest request, AuditLog audit) {
        this.request = request;
        this.audit = audit;
    }

    /** Takes note of what a token has proven, whatever comes of it. */
    void granted(Verdict.Granted upload) {
        granted = upload;
    }

    /** Writes the line, if it is about a file that was changed or should have been. */
    void happened(RequestEvent event) {
        if (event instanceof RequestEvent.Stored stored) {
            audit.write(new AuditEvent(Action.STORED, Subject.of(stored.file()), source()));
        } else if (event instanceof RequestEvent.Deleted deleted) {
            deleted.file()
                    .ifPresent(file -> audit.write(
                            new AuditEvent(Action.DELETED, Subject.of(file), xmppServer(deleted.secretId()))));
        } else if (event instanceof RequestEvent.Refused refused && isAboutAChange()) {
            audit.write(new AuditEvent(
                    Action.REFUSED, subject(), source(), refused.refusal().code()));
        }
    }

    private boolean isAboutAChange() {
        return request.method().equals("PUT") || request.method().equals("DELETE");
    }

    /** Nobody else has tokens for deletions. */
    private Source xmppServer(String secretId) {
        return Source.token(null, Contract.TOKEN.toString(), secretId, request.id());
    }

    private Source source() {
        Verdict.Granted upload = granted;
        return upload == null
                ? Source.request(request.id())
                : Source.token(upload.slot().owner(), upload.contract().toString(), upload.secretId(), request.id());
    }

    private Subject subject() {
        Verdict.Granted upload = granted;
        return upload == null ? claimed() : Subject.of(upload.slot());
    }

    private Subject claimed() {
        return request.target()
                .map(target -> Subject.of(target.key()))
                .orElseGet(() -> Subject.noFile(request.rawPath()))
                .claiming(
                        request.length() instanceof DeclaredLength.Exact exact ? exact.bytes() : null,
                        request.header("Content-Type").orElse(null));
    }
}

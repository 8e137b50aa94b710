package org.stowage.http;

import org.jspecify.annotations.Nullable;
import org.stowage.audit.Actor;
import org.stowage.audit.AuditEvent;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.audit.AuditLog;
import org.stowage.audit.AuditedResource;
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

    /** Records what a token has proven, for the lines that follow. */
    void granted(Verdict.Granted upload) {
        granted = upload;
    }

    /** Writes a line if the request has stored or deleted a file, or was refused to. */
    void happened(RequestEvent event) {
        if (event instanceof RequestEvent.Stored stored) {
            audit.write(new AuditEvent(Action.STORED, AuditedResource.of(stored.file()), source()));
        } else if (event instanceof RequestEvent.Deleted deleted) {
            deleted.file()
                    .ifPresent(file -> audit.write(
                            new AuditEvent(Action.DELETED, AuditedResource.of(file), xmppServer(deleted.secretId()))));
        } else if (event instanceof RequestEvent.Refused refused && request.isAboutAChange()) {
            audit.write(new AuditEvent(
                    Action.REFUSED, subject(), source(), refused.refusal().code()));
        }
    }

    /** Returns whose upload it is, if a token has proven it. */
    @Nullable
    String owner() {
        Verdict.Granted upload = granted;
        return upload == null ? null : upload.slot().owner();
    }

    /** Only the XMPP server has tokens for deletions. */
    private Actor xmppServer(String secretId) {
        return Actor.token(null, Contract.TOKEN.toString(), secretId, request.id());
    }

    private Actor source() {
        Verdict.Granted upload = granted;
        return upload == null
                ? Actor.request(request.id())
                : Actor.token(upload.slot().owner(), upload.contract().toString(), upload.secretId(), request.id());
    }

    private AuditedResource subject() {
        Verdict.Granted upload = granted;
        return upload == null ? claimed() : AuditedResource.of(upload.slot());
    }

    private AuditedResource claimed() {
        return request.target()
                .map(target -> AuditedResource.of(target.key()))
                .orElseGet(() -> AuditedResource.noFile(request.rawPath()))
                .claiming(
                        request.length() instanceof DeclaredLength.Exact exact ? exact.bytes() : null,
                        request.header("Content-Type").orElse(null));
    }
}

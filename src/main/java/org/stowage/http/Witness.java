package org.stowage.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.Actor;
import org.stowage.audit.AuditEvent;
import org.stowage.audit.AuditEvent.Action;
import org.stowage.audit.AuditLog;
import org.stowage.audit.AuditedResource;
import org.stowage.contract.Contract;
import org.stowage.storage.StoredFile;
import org.stowage.token.DeclaredLength;
import org.stowage.token.Verdict;

/** Tells the audit log what a request did to a file. Those that only look at files do nothing. */
final class Witness {

    private final Exchange exchange;
    private final AuditLog audit;
    private volatile Verdict.@Nullable Granted granted;

    Witness(Exchange exchange, AuditLog audit) {
        this.exchange = exchange;
        this.audit = audit;
    }

    /** Takes note of what a token has proven, whatever comes of it. */
    void granted(Verdict.Granted upload) {
        granted = upload;
    }

    void stored(StoredFile file) {
        audit.write(new AuditEvent(Action.STORED, AuditedResource.of(file), source()));
    }

    /** By the XMPP server: no other has tokens for that. */
    void deleted(StoredFile file, String secretId) {
        Actor server =
                Actor.token(null, Contract.TOKEN.toString(), secretId, request().getRequestId());
        audit.write(new AuditEvent(Action.DELETED, AuditedResource.of(file), server));
    }

    void refused(Refusal refusal) {
        if (request().getMethod().equals("PUT") || request().getMethod().equals("DELETE")) {
            audit.write(new AuditEvent(Action.REFUSED, subject(), source(), refusal.code()));
        }
    }

    private Actor source() {
        Verdict.Granted upload = granted;
        String id = request().getRequestId();
        return upload == null
                ? Actor.request(id)
                : Actor.token(upload.slot().owner(), upload.contract().toString(), upload.secretId(), id);
    }

    private AuditedResource subject() {
        Verdict.Granted upload = granted;
        return upload == null ? claim() : AuditedResource.of(upload.slot());
    }

    private AuditedResource claim() {
        return exchange.target()
                .map(RequestTarget::key)
                .map(AuditedResource::of)
                .orElseGet(() -> AuditedResource.noFile(exchange.rawPath()))
                .claiming(
                        exchange.length() instanceof DeclaredLength.Exact exact ? exact.bytes() : null,
                        request().getHeader("Content-Type"));
    }

    private HttpServletRequest request() {
        return exchange.request();
    }
}

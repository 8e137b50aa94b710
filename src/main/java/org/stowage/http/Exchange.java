package org.stowage.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.http.tomcat.TomcatConnection;
import org.stowage.http.undertow.UndertowResponse;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.StoredFile;
import org.stowage.token.Verdict;

/**
 * One request and its answer. Each outcome is answered and then reported once to {@link Meter}, {@link RequestAudit}
 * and {@link RequestLog}.
 */
public final class Exchange {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Deployment deployment;
    private final RequestSettings settings;
    private final ParsedRequest parsed;
    private final Responder responder;
    private final Meter meter;
    private final RequestAudit audit;
    private final RequestLog log;
    private volatile boolean bodyLeft;

    /** Keeps the settings that are in force now for the whole request. */
    Exchange(HttpServletRequest request, HttpServletResponse response, Deployment deployment) {
        this.request = request;
        this.response = response;
        this.deployment = deployment;
        this.settings = deployment.settings().get();
        this.meter = new Meter(deployment.counters());
        this.parsed = new ParsedRequest(request, settings.tenants());
        this.responder = new Responder(parsed, response, settings);
        this.audit = new RequestAudit(parsed, deployment.audit());
        this.log = new RequestLog(parsed, settings, deployment.log());
    }

    /** Returns the request of the servlet API. */
    public HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** Returns what the request says. */
    ParsedRequest parsed() {
        return parsed;
    }

    /** Returns what writes the answer. */
    Responder responder() {
        return responder;
    }

    /** Returns what all requests share. */
    Deployment deployment() {
        return deployment;
    }

    /** Returns the settings that are in force for this request. */
    RequestSettings settings() {
        return settings;
    }

    /** Returns what counts the request. */
    public Meter meter() {
        return meter;
    }

    /** Tells whether the request was refused and its client may still send its body. */
    boolean isBodyLeft() {
        return bodyLeft;
    }

    /** Returns the size of the largest file that may be uploaded to the URL, or 0 if none may. */
    long largestFile() {
        return parsed.target().map(target -> target.tenant().maxSize()).orElse(0L);
    }

    /** Records the forwarding header fields of a proxy in front, for the self-check. */
    void noteProxy() {
        deployment
                .proxies()
                .see(
                        request.getRemoteAddr(),
                        request.getScheme(),
                        request.getHeader("X-Forwarded-For"),
                        request.getHeader("X-Forwarded-Proto"));
    }

    /** Records what the token of an upload has proven, for the audit log. */
    void granted(Verdict.Granted granted) {
        audit.granted(granted);
    }

    /** Sets status and header fields; a {@link BodyWay} sends the body. */
    public void begin(DownloadPlan plan) {
        meter.begin(parsed.method(), plan);
        responder.begin(plan);
        tell(new RequestEvent.DownloadBegun(plan));
    }

    /** Answers a finished upload. The file stays stored even if it cannot be counted or audited. */
    void stored(Verdict.Granted granted, StoredFile file) {
        responder.answer(HttpServletResponse.SC_CREATED);
        tell(new RequestEvent.Stored(granted, file));
    }

    /** Answers a deletion that was allowed: 204, or 202 if there was no such file (Metronome). */
    void deleted(Optional<StoredFile> file, String secretId) {
        responder.answer(file.isPresent() ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_ACCEPTED);
        tell(new RequestEvent.Deleted(file, secretId));
    }

    /** Refuses a request whose URL names no file. */
    void refuseUrl() {
        refuse(FileKey.parse(parsed.rawPath()).isEmpty() ? Refusal.BAD_PATH : Refusal.NO_TENANT, "");
    }

    /** Refuses the request; the detail is for the log only. */
    void refuse(Refusal refusal, String detail) {
        refuse(new RequestEvent.Refused(refusal, detail, null), refusal.sentence());
    }

    /** Refuses the request for lack of room, with {@code Retry-After} if there may be room soon. */
    void refuse(Shortage shortage, String detail) {
        if (shortage.temporary()) {
            responder.comeBackSoon();
        }
        refuse(new RequestEvent.Refused(shortage.refusal(), detail, null), shortage.sentence());
    }

    /** Refuses an upload because of a ban. */
    void refuse(Ban.Kind ban) {
        refuse(Refusal.BANNED, Refusal.wordsOf(ban));
    }

    /** Refuses the request because the store failed or Stowage has a bug. The cause is for the log only. */
    void refuse(Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        String detail =
                failure instanceof OutOfSpaceException ? String.valueOf(failure.getMessage()) : failure.toString();
        refuse(new RequestEvent.Refused(refusal, detail, failure), refusal.sentence());
    }

    /**
     * Closes the connection (HTTP/2: the stream) at once, so that the client does not take an incomplete answer for a
     * complete one.
     */
    void closeConnection() {
        if (UndertowResponse.isBehind(response)) {
            UndertowResponse.close(response);
        } else {
            TomcatConnection.close(response);
        }
    }

    private void refuse(RequestEvent.Refused refused, String sentence) {
        tell(refused);
        steps().run(() -> remember(refused, sentence));
        if (response.isCommitted()) {
            return;
        }
        boolean isLeft = UnreadBody.isLeft(this);
        bodyLeft = isLeft;
        try {
            responder.refuse(refused.refusal(), sentence, isLeft && !UnreadBody.isHttp2(request));
            if (isLeft) {
                UnreadBody.drop(this);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The client did not wait for its answer.", e);
        }
    }

    /** Refused downloads are not remembered: links to files that are gone would hide all others. */
    private void remember(RequestEvent.Refused refused, String sentence) {
        if (!parsed.isAboutAChange()) {
            return;
        }
        Refusal why = refused.refusal();
        deployment
                .traffic()
                .refusals()
                .add(parsed.sent(shownClient()), why.status(), why.code(), sentence, refused.detail(), audit.owner());
    }

    /** Returns the address of the client as an admin may see it; null if addresses are not logged. */
    @Nullable
    String shownClient() {
        return settings.logging().clientAddress() ? parsed.clientAddress() : null;
    }

    /** Answers with 500 when even the refusal has failed. */
    void answerFailure() {
        responder.answerIfNotYet(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    /** Reports an upload that its client broke off; it is answered only in case the client still reads. */
    void brokenOff(long received, Throwable cause) {
        responder.answerIfNotYet(HttpServletResponse.SC_BAD_REQUEST);
        tell(new RequestEvent.UploadBrokenOff(received, cause));
    }

    /** Reports that the client did not wait for the end of its answer. */
    void abandoned(Throwable cause) {
        tell(new RequestEvent.Abandoned(cause));
    }

    /** Reports that the store failed in the middle of a download. */
    void storeFailed(IOException cause) {
        tell(new RequestEvent.StoreFailed(cause));
    }

    /** Returns a runner for steps that must all be run. */
    IndependentSteps steps() {
        return new IndependentSteps(deployment.counters());
    }

    /** Each listener is told even if another fails. */
    private void tell(RequestEvent event) {
        IndependentSteps steps = steps();
        steps.run(() -> meter.happened(event));
        steps.run(() -> audit.happened(event));
        steps.run(() -> log.happened(event));
    }
}

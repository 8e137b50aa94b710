package org.stowage.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.http.tomcat.TomcatConnection;
import org.stowage.http.undertow.UndertowResponse;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.StoredFile;
import org.stowage.token.Verdict;

/**
 * One request and its answer: what is decided is answered, and each listener is told of it once: {@link Meter}, {@link
 * RequestAudit}, {@link RequestLog}.
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

    /** Takes the settings that hold now. */
    Exchange(HttpServletRequest request, HttpServletResponse response, Deployment deployment) {
        this.request = request;
        this.response = response;
        this.deployment = deployment;
        this.settings = deployment.settings().get();
        this.meter = new Meter(deployment.counters());
        this.parsed = new ParsedRequest(request, settings.tenants());
        this.responder = new Responder(parsed, response, settings);
        this.audit = new RequestAudit(parsed, deployment.audit());
        this.log = new RequestLog(parsed, settings);
    }

    /** Returns the request as the servlet API has it. */
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

    /** Returns the settings that hold for this request. */
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

    /** Returns the size of the largest file that the URL takes, or 0 if it takes none. */
    long largestFile() {
        return parsed.target().map(target -> target.tenant().maxSize()).orElse(0L);
    }

    /** Remembers what a proxy on the way says of itself. */
    void noteProxy() {
        deployment
                .proxies()
                .see(
                        request.getRemoteAddr(),
                        request.getScheme(),
                        request.getHeader("X-Forwarded-For"),
                        request.getHeader("X-Forwarded-Proto"));
    }

    /** Takes note of what the token of an upload has proven. */
    void granted(Verdict.Granted granted) {
        audit.granted(granted);
    }

    /** Sends status and header fields; the body follows by other means. */
    public void begin(DownloadPlan plan) {
        meter.begin(parsed.method(), plan);
        responder.begin(plan);
        tell(new RequestEvent.DownloadBegun(plan));
    }

    /** Answers a finished upload. What is stored stays so, although it cannot be counted or written down. */
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

    /** Answers with a refusal, and what is known about it for the log. */
    void refuse(Refusal refusal, String detail) {
        refuse(new RequestEvent.Refused(refusal, detail, null), refusal.sentence());
    }

    /** Answers that there is no room; whether there may be some in a moment, too. */
    void refuse(Shortage shortage, String detail) {
        if (shortage.temporary()) {
            responder.comeBackSoon();
        }
        refuse(new RequestEvent.Refused(shortage.refusal(), detail, null), shortage.sentence());
    }

    /** Answers that something is banned. */
    void refuse(Ban.Kind ban) {
        refuse(Refusal.BANNED, Refusal.wordsOf(ban));
    }

    /** Answers a failure: of the store, or a mistake of ours. The cause is for the log only. */
    void refuse(Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        String detail =
                failure instanceof OutOfSpaceException ? String.valueOf(failure.getMessage()) : failure.toString();
        refuse(new RequestEvent.Refused(refusal, detail, failure), refusal.sentence());
    }

    /** Closes the connection at once, or the stream of HTTP/2: a client that waits for more of an answer must not take it for whole. */
    void closeConnection() {
        if (UndertowResponse.isBehind(response)) {
            UndertowResponse.close(response);
        } else {
            TomcatConnection.close(response);
        }
    }

    private void refuse(RequestEvent.Refused refused, String sentence) {
        tell(refused);
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

    /** Answers a mistake of ours when even its refusal has failed. */
    void answerFailure() {
        responder.answerIfNotYet(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    /** Tells of an upload that its client gave up; there is mostly nobody to answer. */
    void brokenOff(long received, Throwable cause) {
        responder.answerIfNotYet(HttpServletResponse.SC_BAD_REQUEST);
        tell(new RequestEvent.UploadBrokenOff(received, cause));
    }

    /** Tells that the client did not wait for the end of its answer. */
    void abandoned(Throwable cause) {
        tell(new RequestEvent.Abandoned(cause));
    }

    /** Tells that the store failed in the middle of a download. */
    void storeFailed(IOException cause) {
        tell(new RequestEvent.StoreFailed(cause));
    }

    /** Returns what runs steps of which each must come to its end. */
    IndependentSteps steps() {
        return new IndependentSteps(deployment.counters());
    }

    /** Tells each listener, also if another fails. */
    private void tell(RequestEvent event) {
        IndependentSteps steps = steps();
        steps.run(() -> meter.happened(event));
        steps.run(() -> audit.happened(event));
        steps.run(() -> log.happened(event));
    }
}

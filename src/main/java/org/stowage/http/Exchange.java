package org.stowage.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
import org.stowage.token.Authorization;
import org.stowage.token.DeclaredLength;
import org.stowage.token.Query;
import org.stowage.token.UploadClaim;

/** One request and its answer: reads what the servlet API gives, writes what was decided, and logs it once. */
public final class Exchange {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");
    private static final String SOURCE = Exchange.class.getName();
    private static final String RETRY_AFTER_SECONDS = "60";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Site site;
    private final Witness witness;
    private final Meter meter;
    private volatile boolean bodyLeft;

    Exchange(HttpServletRequest request, HttpServletResponse response, Site site) {
        this.request = request;
        this.response = response;
        this.site = site;
        this.witness = new Witness(this, site.audit());
        this.meter = new Meter(site.counters());
        CommonHeaders.ALL.forEach(response::setHeader);
        site.terms().cors().headers(headers()).forEach(response::setHeader);
    }

    /** Tells whether the request was refused and its client may still send its body. */
    boolean isBodyLeft() {
        return bodyLeft;
    }

    /** Returns what holds for this exchange. */
    Site site() {
        return site;
    }

    /** Returns the request as the servlet API has it. */
    public HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** Returns the file that the URL names, if its path is legal and a tenant's. */
    Optional<FileKey> key() {
        return site.tenants().keyOf(request.getServerName(), rawPath());
    }

    /** Returns the size of the largest file that the URL takes, or 0 if it takes none. */
    long largestFile() {
        return key().map(site.tenants()::maxSizeFor).orElse(0L);
    }

    /** Refuses a request whose URL names no file. */
    void refuseUrl() {
        refuse(FileKey.parse(rawPath()).isEmpty() ? Refusal.BAD_PATH : Refusal.NO_TENANT, "");
    }

    /** Tells whether the URL is that of the deployment itself, spelled so. */
    boolean isForTheBaseUrl() {
        return request.getRequestURI().equals(request.getServletContext().getContextPath() + "/");
    }

    /** Says to a human who has opened the base URL what this is. */
    void explain() {
        byte[] body = site.terms().words().welcome().getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setHeader("Content-Type", "text/plain; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentLength(body.length);
        send(body);
    }

    /** Returns what the client claims about its upload. */
    UploadClaim claim(FileKey key) {
        site.proxies()
                .see(
                        request.getRemoteAddr(),
                        request.getScheme(),
                        request.getHeader("X-Forwarded-For"),
                        request.getHeader("X-Forwarded-Proto"));
        return new UploadClaim(
                key, length(), request.getHeader("Content-Type"), query(), Authorization.of(lines("Authorization")));
    }

    /** Returns what the request says of the length of its body. */
    DeclaredLength length() {
        return DeclaredLength.of(lines("Content-Length"), request.getHeader("Transfer-Encoding"));
    }

    /** Returns the values of all lines of a field, in their order. */
    List<String> lines(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** Returns the query of the URL, raw. */
    Query query() {
        return Query.of(request.getQueryString());
    }

    /** Returns the header fields of the request. */
    RequestHeaders headers() {
        return name -> {
            List<String> lines = lines(name);
            return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
        };
    }

    /** Returns what counts the request. */
    public Meter meter() {
        return meter;
    }

    /** Sends status and header fields; the body follows by other means. */
    public void begin(DownloadPlan plan) {
        meter.begin(request.getMethod(), plan);
        response.setStatus(plan.status());
        plan.headers().forEach((name, value) -> {
            if (name.equals("Vary")) {
                response.addHeader(name, value);
            } else {
                response.setHeader(name, value);
            }
        });
        String type = plan.headers().get("Content-Type");
        if (type != null) {
            ExactContentType.keep(response, type);
        }
        logIf(LogDetail.DOWNLOADS, plan.status() + " sent", "");
    }

    /** Answers without a body. */
    void answer(int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }

    /** Answers a mistake of ours when even its refusal has failed. */
    void answerFailure() {
        if (!response.isCommitted()) {
            answer(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    /** Returns what runs steps of which each must come to its end. */
    IndependentSteps steps() {
        return new IndependentSteps(site.counters());
    }

    /** Takes note of what the token of an upload has proven. */
    void admitted(UploadGate.Admitted admitted) {
        witness.admitted(admitted);
    }

    /** Answers a finished upload. What is stored stays so, although it cannot be counted or written down. */
    void stored(UploadGate.Admitted admitted, StoredFile file) {
        answer(HttpServletResponse.SC_CREATED);
        steps().run(() -> meter.stored(admitted));
        steps().run(() -> logIf(
                LogDetail.UPLOADS, "201 stored", "contract=" + admitted.contract() + " secret=" + admitted.secretId()));
        steps().run(() -> witness.stored(file));
    }

    /** Answers a deletion that was allowed: 204, or 202 if there was no such file (Metronome). */
    void deleted(Optional<StoredFile> file, String secretId) {
        answer(file.isPresent() ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_ACCEPTED);
        String outcome = file.isPresent() ? "204 deleted" : "202 not-deleted";
        steps().run(() -> log(Level.INFO, outcome, "secret=" + secretId, null));
        steps().run(() -> file.ifPresent(gone -> witness.deleted(gone, secretId)));
    }

    /** Answers with a refusal, and what is known about it for the log. */
    void refuse(Refusal refusal, String detail) {
        refuse(refusal, detail, refusal.sentence());
    }

    /** Answers a refusal in other words than it usually has: plain ASCII. */
    void refuse(Refusal refusal, String detail, String sentence) {
        refuse(refusal, detail, sentence, null);
    }

    /** Answers that something is banned. */
    void refuse(Ban.Kind ban, String detail) {
        String words = "ban=" + ban.name().toLowerCase(Locale.ROOT);
        refuse(Refusal.BANNED, detail.isEmpty() ? words : detail + " " + words);
    }

    /** Answers a failure: of the store, or a mistake of ours. The cause is for the log only. */
    void refuse(Throwable failure) {
        meter.downloadBrokenOff();
        if (failure instanceof Error) {
            site.counters().failed();
        }
        if (failure instanceof OutOfSpaceException) {
            refuse(Refusal.OUT_OF_SPACE, String.valueOf(failure.getMessage()));
        } else if (failure instanceof IOException) {
            refuse(Refusal.STORE_UNAVAILABLE, failure.toString());
        } else {
            refuse(Refusal.INTERNAL, failure.toString(), Refusal.INTERNAL.sentence(), failure);
        }
    }

    /** Logs an upload that its client gave up; there is mostly nobody to answer. */
    void brokenOff(long received, Throwable cause) {
        if (!response.isCommitted()) {
            answer(HttpServletResponse.SC_BAD_REQUEST);
        }
        steps().run(meter::uploadBrokenOff);
        steps().run(() -> log(Level.INFO, "broken-off", "received=" + received + " cause=" + cause, null));
    }

    /** Logs that the client did not wait for the end, if anybody wants to know, and counts it if it was a download. */
    void abandoned(Throwable cause) {
        meter.downloadBrokenOff();
        log(Level.FINE, "abandoned", "cause=" + cause, null);
    }

    /** Closes the connection at once, or the stream of HTTP/2: whoever waits for more of an answer must not take it for whole. */
    void closeConnection() {
        if (UndertowResponse.isBehind(response)) {
            UndertowResponse.close(response);
        } else {
            TomcatConnection.close(response);
        }
    }

    /** Logs that the store failed in the middle of a download, which the client can only see break off. */
    void storeFailed(IOException cause) {
        log(Level.WARNING, "store-failed", "cause=" + cause, null);
    }

    private void refuse(Refusal refusal, String detail, String sentence, @Nullable Throwable thrown) {
        steps().run(() -> site.counters().refused(refusal.code()));
        steps().run(() -> witness.refused(refusal));
        Level level = refusal.status() >= 500 ? Level.WARNING : Level.INFO;
        steps().run(() -> log(level, refusal.status() + " " + refusal.code(), detail, thrown));
        if (response.isCommitted()) {
            return;
        }
        boolean isLeft = UnreadBody.isLeft(this);
        bodyLeft = isLeft;
        if (isLeft && !UnreadBody.isHttp2(request)) {
            response.setHeader("Connection", "close");
        }
        String body = sentence + "\n";
        response.setStatus(refusal.status());
        response.setHeader("Content-Type", "text/plain; charset=us-ascii");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length());
        if (refusal.isTemporary()) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (refusal == Refusal.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", site.methods().list());
        }
        if (refusal == Refusal.NO_BEARER) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        try {
            say(body);
            if (isLeft) {
                UnreadBody.drop(this);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The client did not wait for its answer.", e);
        }
    }

    /** By a writer: when all is written to the stream, Tomcat 11 lets nobody read the request any more. */
    private void say(String body) throws IOException {
        if (!request.getMethod().equals("HEAD")) {
            response.getWriter().write(body);
        }
    }

    /** Sends a short body; for HEAD only the header fields. */
    void send(byte[] body) {
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.log(Level.FINE, "The client did not wait for its answer.", e);
        }
    }

    private void logIf(LogDetail wanted, String outcome, String detail) {
        if (site.terms().detail().has(wanted)) {
            log(Level.INFO, outcome, detail, null);
        }
    }

    /** The name of a source spares the logging of each line a walk up the stack. */
    private void log(Level level, String outcome, String detail, @Nullable Throwable thrown) {
        if (LOG.isLoggable(level)) {
            LOG.logp(level, SOURCE, "log", LogLine.of(this, outcome, detail), thrown);
        }
    }

    /** What follows the context path in the request line; empty if the container mapped a path that does not match it. */
    String rawPath() {
        String base = request.getServletContext().getContextPath() + "/";
        String uri = request.getRequestURI();
        return uri.startsWith(base) ? uri.substring(base.length()) : "";
    }
}

package org.stowage.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes the answer to a request. Every answer has the fields of {@link CommonHeaders} and {@link Cors}. */
final class Responder {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");
    private static final String RETRY_AFTER_SECONDS = "60";
    private static final String SOON_SECONDS = "5";

    private final ParsedRequest request;
    private final HttpServletResponse response;
    private final RequestSettings settings;
    private boolean soon;

    /** Sets the common header fields; nothing is sent yet. */
    Responder(ParsedRequest request, HttpServletResponse response, RequestSettings settings) {
        this.request = request;
        this.response = response;
        this.settings = settings;
        CommonHeaders.ALL.forEach(response::setHeader);
        settings.cors().headers(request.headers()).forEach(response::setHeader);
    }

    /** Answers without a body. */
    void answer(int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }

    /** Answers without a body, unless an answer has already been sent. */
    void answerIfNotYet(int status) {
        if (!response.isCommitted()) {
            answer(status);
        }
    }

    /** Answers a preflight (Fetch §3.3). */
    void preflight() {
        settings.methods().preflight().forEach(response::setHeader);
        answer(HttpServletResponse.SC_NO_CONTENT);
    }

    /** Sets status and header fields of a download; a {@link BodyWay} sends the body. */
    void begin(DownloadPlan plan) {
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
    }

    /** Answers a request for the base URL with two sentences about the service. */
    void welcome() {
        boolean page = ReadablePage.isAsked(request.headers());
        String text = page ? ReadablePage.of(settings.welcome()) : String.join(" ", settings.welcome()) + "\n";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setHeader("Content-Type", page ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");
        response.addHeader("Vary", TextCharset.VARY);
        response.setHeader("Cache-Control", "no-cache");
        response.setContentLength(body.length);
        try {
            if (!request.method().equals("HEAD")) {
                response.getOutputStream().write(body);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "The client did not wait for its answer.", e);
        }
    }

    /** Adds a short {@code Retry-After} to the refusal that follows (RFC 9110 §10.2.3). */
    void comeBackSoon() {
        soon = true;
    }

    /**
     * Answers with a refusal and its sentence.
     *
     * @param sentence for the user, in ASCII; a browser that opens the URL gets a document with it
     * @param last whether the connection is closed after the answer
     */
    void refuse(Refusal refusal, String sentence, boolean last) throws IOException {
        if (last) {
            response.setHeader("Connection", "close");
        }
        boolean page = ReadablePage.isAsked(request.headers());
        String body = page ? ReadablePage.of(List.of(sentence, settings.whomToAsk())) : sentence + "\n";
        response.setStatus(refusal.status());
        response.setHeader("Content-Type", page ? "text/html; charset=utf-8" : "text/plain; charset=us-ascii");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.getBytes(StandardCharsets.UTF_8).length);
        if (soon || refusal.isTemporary()) {
            response.setHeader("Retry-After", soon ? SOON_SECONDS : RETRY_AFTER_SECONDS);
        }
        if (refusal == Refusal.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", settings.methods().list());
        }
        if (refusal == Refusal.NO_BEARER) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (!request.method().equals("HEAD")) {
            // A writer: once the stream has the whole body, Tomcat 11 allows no more reading of the request.
            response.getWriter().write(body);
        }
    }
}

package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.stowage.http.undertow.UndertowResponse;

/**
 * What the client of a refused request still sends: it is read and dropped after the answer, then the connection is closed
 * (RFC 9112 §9.6). Who writes the whole body before reading (Smack, Python's {@code http.client}, Apache httpd) would lose the answer
 * with the connection otherwise. No thread waits for it; {@link UnreadBodies} says how much is read.
 *
 * <p>Left to themselves, Tomcat reads on for 2 MiB and Undertow for ever, each with a thread that waits for the client, and
 * Undertow not at all if the connection is to be closed. HTTP/2 in Tomcat needs nothing: it resets the stream with NO_ERROR.
 */
final class UnreadBody implements ReadListener {

    /** So much is read before the answer: a body that is whole by then leaves the connection to the next request. */
    private static final int AT_HAND = 64 * 1024;

    private static final int PIECE = 8 * 1024;

    private final Exchange exchange;
    private final AsyncContext context;
    private final ServletInputStream input;
    private final UnreadBodies.@Nullable Permit place;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Begins; its owner has to make it, or what calls it, the listener of the input. */
    UnreadBody(Exchange exchange, AsyncContext context) throws IOException {
        this.exchange = exchange;
        this.context = context;
        this.input = exchange.request().getInputStream();
        this.place = exchange.deployment().unread().take(exchange.largestFile()).orElse(null);
    }

    /** Tells whether the client may have more to send after the answer. Reads what has arrived, unless the client waits for 100. */
    static boolean isLeft(Exchange exchange) {
        HttpServletRequest request = exchange.request();
        if (!isAnnounced(request) || (isHttp2(request) && !UndertowResponse.isBehind(exchange.response()))) {
            return false;
        }
        try {
            return request.getHeader("Expect") != null || !isWhole(request);
        } catch (IOException e) {
            return true;
        }
    }

    static boolean isHttp2(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/2");
    }

    private static boolean isAnnounced(HttpServletRequest request) {
        String length = Optional.ofNullable(request.getHeader("Content-Length")).orElse("0");
        return !length.equals("0") || request.getHeader("Transfer-Encoding") != null || isHttp2(request);
    }

    private static boolean isWhole(HttpServletRequest request) throws IOException {
        ServletInputStream input = request.getInputStream();
        byte[] dropped = new byte[PIECE];
        int read = 0;
        while (input.available() > 0 && read < AT_HAND && !request.isAsyncStarted()) {
            read += input.read(dropped);
        }
        return input.available() == 0 && input.isFinished();
    }

    /** Sends what was answered and drops the rest, unless somebody takes the body asynchronously, who must do it then. */
    static void drop(Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.request();
        finish(exchange.response());
        if (request.isAsyncStarted() || waitsForContinue(exchange)) {
            return;
        }
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        UnreadBody body = new UnreadBody(exchange, context);
        if (body.place == null) {
            body.cutOff();
        } else {
            body.input.setReadListener(body);
        }
    }

    /** HTTP/2 in Undertow wants it closed, or END_STREAM waits for the end of the body; Tomcat reads no more when it is closed. */
    private static void finish(HttpServletResponse response) throws IOException {
        if (UndertowResponse.isBehind(response)) {
            response.getWriter().close();
        } else {
            response.flushBuffer();
        }
    }

    /** Such a client sends nothing any more. Tomcat has let it go on long ago. */
    private static boolean waitsForContinue(Exchange exchange) {
        return exchange.request().getHeader("Expect") != null && UndertowResponse.isBehind(exchange.response());
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] dropped = new byte[PIECE];
        while (!over.get() && input.isReady()) {
            int length = input.read(dropped);
            if (length > 0 && (place == null || !place.allows(length))) {
                cutOff();
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (over.compareAndSet(false, true)) {
            end();
        }
    }

    @Override
    public void onError(Throwable cause) {
        cutOff();
    }

    /** Undertow would read on, with a thread that waits. Tomcat reads no more of what is taken asynchronously. */
    private void cutOff() {
        if (over.compareAndSet(false, true)) {
            if (UndertowResponse.isBehind(exchange.response())) {
                UndertowResponse.close(exchange.response());
            }
            end();
        }
    }

    private void end() {
        if (place != null) {
            place.leave();
        }
        try {
            context.complete();
        } catch (IllegalStateException e) {
            exchange.abandoned(e);
        }
    }
}

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
 * The rest of the body of a refused request. It is read and dropped after the answer, then the connection is closed
 * (RFC 9112 §9.6). Otherwise a client that writes the whole body before it reads (Smack, Python's {@code http.client},
 * Apache httpd) would lose the answer with the connection. No thread waits for the client; {@link UnreadBodies} limits
 * how much is read.
 *
 * <p>Without this class Tomcat would read another 2 MiB and Undertow without end, each with a thread that waits for the
 * client; if the connection is to be closed, Undertow would read nothing. Tomcat's HTTP/2 does not need it: it resets
 * the stream with NO_ERROR.
 */
final class UnreadBody implements ReadListener {

    /**
     * At most this much is read before the answer. If the body is complete by then, the connection stays open for the
     * next request.
     */
    private static final int AT_HAND = 64 * 1024;

    private static final int PIECE = 8 * 1024;

    private final Exchange exchange;
    private final AsyncContext context;
    private final ServletInputStream input;
    private final UnreadBodies.@Nullable Permit place;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Takes a permit. The caller must make this object, or one that calls it, the listener of the input. */
    UnreadBody(Exchange exchange, AsyncContext context) throws IOException {
        this.exchange = exchange;
        this.context = context;
        this.input = exchange.request().getInputStream();
        this.place = exchange.deployment().unread().take(exchange.largestFile()).orElse(null);
    }

    /**
     * Tells whether the client may still send after the answer. First reads the bytes that have arrived, unless the
     * client waits for a 100.
     */
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

    /**
     * Sends the answer and drops the rest of the body. If the body is already being read asynchronously, its reader
     * must drop the rest.
     */
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

    /**
     * Undertow's HTTP/2 needs the writer closed, otherwise it sends END_STREAM only after the end of the body. Tomcat
     * reads nothing more after a close.
     */
    private static void finish(HttpServletResponse response) throws IOException {
        if (UndertowResponse.isBehind(response)) {
            response.getWriter().close();
        } else {
            response.flushBuffer();
        }
    }

    /** Such a client sends nothing more. Tomcat has already sent it the 100. */
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

    /**
     * Undertow would read on with a waiting thread, so its connection is closed. Tomcat reads nothing more of an
     * asynchronous request.
     */
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

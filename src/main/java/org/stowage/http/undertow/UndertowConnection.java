package org.stowage.http.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import io.undertow.util.Protocols;
import jakarta.servlet.ServletRequest;
import java.io.IOException;

/** Where a request comes from, if the server is Undertow: with HTTP/1 its connection, with HTTP/2 its stream. */
public final class UndertowConnection {

    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";

    private UndertowConnection() {}

    /**
     * Has something run, on an I/O thread, when the connection of a request is closed before the request is over. That is for
     * HTTP/2 only: with HTTP/1 the listener of the body is told. Does nothing on other servers.
     */
    public static void whenClosed(ServletRequest request, Runnable action) {
        if (isUndertows(request) && exchange(request).getProtocol().equals(Protocols.HTTP_2_0)) {
            CloseListeners.add(exchange(request), action);
        }
    }

    /** Closes it; does nothing on other servers. */
    public static void close(ServletRequest request) throws IOException {
        if (isUndertows(request)) {
            exchange(request).getConnection().close();
        }
    }

    private static boolean isUndertows(ServletRequest request) {
        return request.getClass().getName().equals(REQUEST);
    }

    private static HttpServerExchange exchange(ServletRequest request) {
        return ((HttpServletRequestImpl) request).getExchange();
    }
}

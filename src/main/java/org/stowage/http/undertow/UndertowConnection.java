package org.stowage.http.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import io.undertow.util.Protocols;
import jakarta.servlet.ServletRequest;
import java.io.IOException;

/** The connection of a request in Undertow; with HTTP/2 its stream. */
public final class UndertowConnection {

    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";

    private UndertowConnection() {}

    /**
     * Registers an action that runs, on an I/O thread, when the connection is closed before the request is over. Only
     * with HTTP/2; with HTTP/1 the listener of the body is told. Does nothing on other servers.
     */
    public static void whenClosed(ServletRequest request, Runnable action) {
        if (isUndertows(request) && exchange(request).getProtocol().equals(Protocols.HTTP_2_0)) {
            CloseListeners.add(exchange(request), action);
        }
    }

    /** Closes the connection or stream; does nothing on other servers. */
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

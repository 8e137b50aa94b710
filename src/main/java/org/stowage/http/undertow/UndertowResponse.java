package org.stowage.http.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.spec.HttpServletResponseImpl;
import io.undertow.util.Headers;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Access to the Undertow exchange behind a servlet response. */
public final class UndertowResponse {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private static final String RESPONSE = "io.undertow.servlet.spec.HttpServletResponseImpl";

    private UndertowResponse() {}

    /** Tells whether a response is Undertow's. */
    public static boolean isBehind(HttpServletResponse response) {
        return response.getClass().getName().equals(RESPONSE);
    }

    /** Sets {@code Content-Type} in Undertow's own header table, where the value is not rewritten. */
    public static void setContentType(HttpServletResponse response, String type) {
        exchange(response).getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    }

    /** Registers an action that runs once the exchange is over: complete, or because the connection was closed. */
    public static void whenOver(HttpServletResponse response, Runnable action) {
        exchange(response).addExchangeCompleteListener((exchange, next) -> {
            try {
                action.run();
            } finally {
                next.proceed();
            }
        });
    }

    /** Closes the connection at once; with HTTP/2 only the stream. */
    public static void close(HttpServletResponse response) {
        try {
            exchange(response).getConnection().close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "The connection was closed already.", e);
        }
    }

    private static HttpServerExchange exchange(HttpServletResponse response) {
        return ((HttpServletResponseImpl) response).getExchange();
    }
}

package org.stowage.http.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.spec.HttpServletResponseImpl;
import io.undertow.util.Headers;
import jakarta.servlet.http.HttpServletResponse;

/** Puts a media type into Undertow's own header table, where nobody rewrites it. */
public final class UndertowContentType {

    private static final String RESPONSE = "io.undertow.servlet.spec.HttpServletResponseImpl";

    private UndertowContentType() {}

    /** Tells whether a response is Undertow's. */
    public static boolean knows(HttpServletResponse response) {
        return response.getClass().getName().equals(RESPONSE);
    }

    /** Makes the value of {@code Content-Type} exactly the given one. */
    public static void set(HttpServletResponse response, String type) {
        HttpServerExchange exchange = ((HttpServletResponseImpl) response).getExchange();
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    }
}

package org.stowage.http.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;

/**
 * Removes the listener's {@code max-post-size} for uploads by HTTP/2, so that {@code stowage.max-size} is the limit.
 * With HTTP/1.1 the listener refuses larger bodies before this handler is called.
 *
 * @param next the next handler
 */
record LargeUploads(HttpHandler next) implements HttpHandler {

    private static final long NO_LIMIT = -1;

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestMethod().equals(Methods.PUT)
                && exchange.getProtocol().equals(Protocols.HTTP_2_0)) {
            exchange.setMaxEntitySize(NO_LIMIT);
        }
        next.handleRequest(exchange);
    }
}

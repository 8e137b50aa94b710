package org.stowage.http.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * Drops the cookies of a request, of which Stowage reads none. Undertow looks for its session's among them, and fails where one
 * has a control character or there are more than 200: status 500.
 *
 * @param next goes on without them
 */
record WithoutCookies(HttpHandler next) implements HttpHandler {

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.getRequestHeaders().remove(Headers.COOKIE);
        next.handleRequest(exchange);
    }
}

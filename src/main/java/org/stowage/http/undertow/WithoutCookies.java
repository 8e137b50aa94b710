package org.stowage.http.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * Drops the cookies of a request; Stowage reads none. Undertow would search them for its session and answer 500 if one
 * has a control character or if there are more than 200.
 *
 * @param next the next handler
 */
record WithoutCookies(HttpHandler next) implements HttpHandler {

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.getRequestHeaders().remove(Headers.COOKIE);
        next.handleRequest(exchange);
    }
}

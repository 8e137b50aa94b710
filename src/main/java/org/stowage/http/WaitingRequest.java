package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/** A request that waits for its turn at the store without a thread; then it comes to the servlet once more. */
final class WaitingRequest implements StoreTurns.Waiting {

    private static final String ATTRIBUTE = WaitingRequest.class.getName();

    private final Exchange exchange;
    private final AsyncContext context;
    private volatile boolean givenUp;

    /** Has the servlet's end not be that of the request. */
    WaitingRequest(Exchange exchange) {
        this.exchange = exchange;
        exchange.request().setAttribute(ATTRIBUTE, this);
        this.context = exchange.request().startAsync();
        context.setTimeout(0);
    }

    /** Returns the request that has waited, if it has. */
    static Optional<WaitingRequest> of(ServletRequest request) {
        return Optional.ofNullable((WaitingRequest) request.getAttribute(ATTRIBUTE));
    }

    /** Returns what was known of it: a request that is dispatched anew may have another URI. */
    Exchange exchange() {
        return exchange;
    }

    /** Tells whether it has waited for too long. */
    boolean isGivenUp() {
        return givenUp;
    }

    @Override
    public void goOn() {
        context.dispatch();
    }

    @Override
    public boolean givesUp() {
        givenUp = true;
        context.dispatch();
        return true;
    }
}

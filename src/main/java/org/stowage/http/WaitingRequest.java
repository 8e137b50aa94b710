package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * A request that waits for its turn at the store without a thread. When its turn comes, it is dispatched to the servlet
 * again.
 */
final class WaitingRequest implements StoreTurns.Waiting {

    private static final String ATTRIBUTE = WaitingRequest.class.getName();

    private final Exchange exchange;
    private final AsyncContext context;
    private volatile boolean givenUp;

    /** Makes the request asynchronous, so that it outlasts the call of the servlet. */
    WaitingRequest(Exchange exchange) {
        this.exchange = exchange;
        exchange.request().setAttribute(ATTRIBUTE, this);
        this.context = exchange.request().startAsync();
        context.setTimeout(0);
    }

    /** Returns the waiting request that this dispatch belongs to, if there is one. */
    static Optional<WaitingRequest> of(ServletRequest request) {
        return Optional.ofNullable((WaitingRequest) request.getAttribute(ATTRIBUTE));
    }

    /** Returns the exchange of the first dispatch, because a request that is dispatched again may have another URI. */
    Exchange exchange() {
        return exchange;
    }

    /** Tells whether the request has waited too long. */
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

package org.stowage.http.undertow;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Ends requests by HTTP/1.1 on the I/O thread of their connection. If a worker thread ends one, and the next request of
 * the connection arrives meanwhile, the I/O thread waits for the worker in a loop without a pause
 * ({@code HttpReadListener.handleEvent}), and often on the processor that the worker needs.
 */
final class RequestEnd implements ExchangeCompletionListener {

    private final Method ioThread;

    private RequestEnd(Method ioThread) {
        this.ioThread = ioThread;
    }

    /**
     * Finds the method that returns the I/O thread. Its type belongs to XNIO, which a deployment does not see, but it is
     * an {@link Executor}.
     *
     * @throws NoSuchMethodException if this version of Undertow has none
     */
    static RequestEnd find() throws NoSuchMethodException {
        return new RequestEnd(HttpServerExchange.class.getMethod("getIoThread"));
    }

    /** To be called before any other listener is added, because the first one is told last. */
    void apply(HttpServerExchange exchange) {
        if (exchange.getConnection() instanceof HttpServerConnection) {
            exchange.addExchangeCompleteListener(this);
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        if (exchange.isInIoThread()) {
            next.proceed();
            return;
        }
        try {
            ((Executor) ioThread.invoke(exchange)).execute(next::proceed);
        } catch (IllegalAccessException | InvocationTargetException | RejectedExecutionException e) {
            next.proceed();
        }
    }
}

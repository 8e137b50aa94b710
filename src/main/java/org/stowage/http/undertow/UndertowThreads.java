package org.stowage.http.undertow;

import io.undertow.servlet.spec.HttpServletRequestImpl;
import jakarta.servlet.ServletRequest;

/**
 * Recognises Undertow's I/O threads. Each serves many connections, and Undertow calls read and write listeners on them.
 */
public final class UndertowThreads {

    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";

    private UndertowThreads() {}

    /** Tells whether the current thread is an I/O thread; false for a request of another server. */
    public static boolean isIoThread(ServletRequest request) {
        return request.getClass().getName().equals(REQUEST)
                && ((HttpServletRequestImpl) request).getExchange().isInIoThread();
    }
}

package org.stowage.http.undertow;

import io.undertow.servlet.spec.HttpServletRequestImpl;
import jakarta.servlet.ServletRequest;

/** Undertow's I/O threads: each serves many connections, and listeners of bodies are called on them. */
public final class UndertowThreads {

    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";

    private UndertowThreads() {}

    /** Tells whether the current thread is such a one; false for a request of another server. */
    public static boolean isIoThread(ServletRequest request) {
        return request.getClass().getName().equals(REQUEST)
                && ((HttpServletRequestImpl) request).getExchange().isInIoThread();
    }
}

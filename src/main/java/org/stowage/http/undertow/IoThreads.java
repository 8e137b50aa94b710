package org.stowage.http.undertow;

import io.undertow.servlet.spec.HttpServletRequestImpl;
import jakarta.servlet.ServletRequest;

/** Undertow's I/O threads: each serves many connections, and listeners of bodies are called on them. */
public final class IoThreads {

    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";

    private IoThreads() {}

    /** Tells whether a request is Undertow's. */
    public static boolean knows(ServletRequest request) {
        return request.getClass().getName().equals(REQUEST);
    }

    /** Tells whether the current thread is the I/O thread of the request's connection. */
    public static boolean isCurrent(ServletRequest request) {
        return ((HttpServletRequestImpl) request).getExchange().isInIoThread();
    }
}

package org.stowage.http;

import jakarta.servlet.ServletRequest;
import org.stowage.http.undertow.IoThreads;

/** The threads on which a server calls us: on some of them, all its connections wait while we do. */
final class ServerThreads {

    private ServerThreads() {}

    /** Tells whether the current thread may wait for a disk. */
    static boolean mayWait(ServletRequest request) {
        return !IoThreads.knows(request) || !IoThreads.isCurrent(request);
    }
}

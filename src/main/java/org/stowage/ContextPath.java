package org.stowage;

/** Where this deployment is. CDI knows it only during requests, so {@link Startup} tells it, before anybody asks. */
final class ContextPath {

    private volatile String path = "";
    private volatile String host = "";

    void is(String contextPath, String virtualHost) {
        path = contextPath;
        host = virtualHost;
    }

    /** Returns the path without a slash at its end: empty for the root. */
    String get() {
        return path;
    }

    /** Returns the server's name for the host that has this path; another host may have it too. */
    String host() {
        return host;
    }
}

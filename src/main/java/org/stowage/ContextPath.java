package org.stowage;

/** The path of this deployment. CDI knows it only during requests, so {@link Startup} tells it, before anybody asks. */
final class ContextPath {

    private volatile String path = "";

    void is(String contextPath) {
        path = contextPath;
    }

    /** Returns it without a slash at its end: empty for the root. */
    String get() {
        return path;
    }
}

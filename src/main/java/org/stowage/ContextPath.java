package org.stowage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The context path and the virtual host of this deployment. CDI provides them only during requests, so {@link Startup}
 * sets them before they are used.
 */
final class ContextPath {

    private volatile @Nullable String path;
    private volatile String host = "";

    void set(String contextPath, String virtualHost) {
        host = virtualHost;
        path = contextPath;
    }

    /**
     * Returns the path without a slash at its end: empty for the root.
     *
     * @throws IllegalStateException if it has not been set yet
     */
    String get() {
        String known = path;
        if (known == null) {
            throw new IllegalStateException("the context path is not set yet");
        }
        return known;
    }

    /** Returns the server's name for the virtual host. Another host may have a deployment with the same path. */
    String host() {
        return host;
    }

    /** Returns a file name that no other deployment of this server has. */
    String fileName() {
        return URLEncoder.encode(host + get(), StandardCharsets.UTF_8);
    }
}

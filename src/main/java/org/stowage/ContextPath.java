package org.stowage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The path of this deployment, and the virtual host that has it. CDI knows them only during requests, so {@link Startup} tells
 * them, before anybody asks.
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
     * @throws IllegalStateException if the deployment has not begun
     */
    String get() {
        String known = path;
        if (known == null) {
            throw new IllegalStateException("the deployment does not know its context path yet");
        }
        return known;
    }

    /** Returns the server's name for the host that has this path; another host may have it too. */
    String host() {
        return host;
    }

    /** Returns a file name that no other deployment of this server has. */
    String fileName() {
        return URLEncoder.encode(host + get(), StandardCharsets.UTF_8);
    }
}

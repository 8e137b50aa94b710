package org.stowage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The path of this deployment, and the virtual host that has it. CDI knows them only during requests, so {@link Startup} tells
 * them, before anybody asks.
 */
final class ContextPath {

    private volatile String path = "";
    private volatile String host = "";

    void is(String contextPath, String virtualHost) {
        path = contextPath;
        host = virtualHost;
    }

    /** Returns it without a slash at its end: empty for the root. */
    String get() {
        return path;
    }

    /** Returns a file name that no other deployment of this server has. */
    String fileName() {
        return URLEncoder.encode(host + path, StandardCharsets.UTF_8);
    }
}

package org.stowage.xmpp;

import java.net.URI;
import java.util.Objects;
import org.stowage.it.Signed;

/**
 * The upload service that XMPP servers are told of.
 *
 * @param baseUrl what the path of a file is appended to; ends with a slash
 * @param secret what it shares with the XMPP server
 */
record UploadService(URI baseUrl, String secret) {
    UploadService {
        if (!baseUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException("base URL must end with a slash: " + baseUrl);
        }
    }

    /** The service that is deployed while tests run. */
    static UploadService running() {
        String url = Objects.requireNonNull(System.getProperty("stowage.url"), "stowage.url");
        return new UploadService(URI.create(url), Signed.SECRET);
    }
}

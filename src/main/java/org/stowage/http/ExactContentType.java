package org.stowage.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.http.tomcat.TomcatContentType;
import org.stowage.http.undertow.UndertowResponse;

/** Keeps the media type of an answer byte for byte as it was stored, although some servers rewrite it. */
final class ExactContentType {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private ExactContentType() {}

    /** Corrects the type, which is already set as a header, if the server has changed it. */
    static void keep(HttpServletResponse response, String type) {
        if (type.equals(response.getContentType())) {
            return;
        }
        try {
            if (TomcatContentType.knows(response)) {
                TomcatContentType.set(response, type);
            } else if (UndertowResponse.isBehind(response)) {
                UndertowResponse.setContentType(response, type);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            response.setContentType(type);
            LOG.log(Level.FINE, "This server rewrites media types.", e);
        }
    }
}

package org.stowage.http;

import java.util.Map;

/**
 * The header fields of every answer beside {@link Cors}, and those of a preflight beside {@link AllowedMethods} (Fetch §3.3;
 * web clients such as Converse.js need them).
 */
final class CommonHeaders {

    static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy", Disposition.ATTACHMENT.contentSecurityPolicy(),
            "Cross-Origin-Resource-Policy", "cross-origin",
            "X-Content-Type-Options", "nosniff");

    static final Map<String, String> PREFLIGHT = Map.of(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range,"
                    + " If-Unmodified-Since, Range",
            "Access-Control-Max-Age",
            "86400");

    private CommonHeaders() {}
}

package org.stowage.http;

import java.util.Map;

/**
 * The header fields of every answer, and those of a preflight beside {@link AllowedMethods} (Fetch §3.3; web clients such as
 * Converse.js need them).
 */
final class CommonHeaders {

    static final Map<String, String> ALL = Map.of(
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Expose-Headers", "Accept-Ranges, Content-Disposition, Content-Range, ETag, Retry-After",
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

package org.stowage.http;

import java.util.Map;

/**
 * The header fields of every answer, except those of {@link Cors}, and those of a preflight, except those of
 * {@link AllowedMethods} (Fetch §3.3; web clients such as Converse.js need them).
 */
final class CommonHeaders {

    static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy", Disposition.ATTACHMENT.contentSecurityPolicy(),
            "Cross-Origin-Resource-Policy", "cross-origin",
            "X-Content-Type-Options", "nosniff");

    /**
     * The fields that clients send. Expires may come with a slot (XEP-0363 §4); X-Requested-With, Cache-Control and
     * Pragma come from libraries and reloads. The requested list is not echoed, because pages must not set the fields
     * that proxies add.
     */
    static final Map<String, String> PREFLIGHT = Map.of(
            "Access-Control-Allow-Headers",
            "Authorization, Cache-Control, Content-Disposition, Content-Language, Content-Type, Expires, If-Match,"
                    + " If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Pragma, Range, X-Requested-With",
            "Access-Control-Max-Age",
            "86400");

    private CommonHeaders() {}
}

package org.stowage.management.admin;

import java.util.Map;

/** The header fields of every answer below {@code /-/}: no page of another site can read, frame or keep it. */
public final class AdminHeaders {

    /** There is none for CORS: a browser keeps the answer from every other origin. */
    public static final Map<String, String> ALL = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox",
            "Cross-Origin-Resource-Policy", "same-origin",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    private AdminHeaders() {}
}

package org.stowage.management.admin;

import java.util.Map;

/**
 * The header fields of every answer below {@code /-/}: pages of other sites cannot read or frame it, and no cache keeps
 * it.
 */
public final class AdminHeaders {

    /** All fields by their names. There is none for CORS, so browsers hide the answers from other origins. */
    public static final Map<String, String> ALL = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox",
            "Cross-Origin-Resource-Policy", "same-origin",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    /** What the document of the page may load: files of this origin. Its scripts ask the calls beside it. */
    static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private AdminHeaders() {}
}

package org.stowage.http;

import java.util.Map;
import java.util.Set;

/**
 * The header fields that let web pages read an answer (Fetch §3.3), where the browser says whose page it is.
 *
 * @param origins of the pages that may; empty for any
 */
public record Cors(Set<String> origins) {

    /** Any page may. */
    static final Cors ANY = new Cors(Set.of());

    private static final String ALLOW = "Access-Control-Allow-Origin";
    private static final String EXPOSE = "Access-Control-Expose-Headers";
    private static final String EXPOSED = "Accept-Ranges, Content-Disposition, Content-Range, ETag, Retry-After";
    private static final Map<String, String> ALL = Map.of(ALLOW, "*", EXPOSE, EXPOSED);

    /** A cache must not show one page the answer that was for another. */
    private static final Map<String, String> NONE = Map.of("Vary", "Origin");

    /** Copies the set. */
    public Cors {
        origins = Set.copyOf(origins);
    }

    /** Returns the fields of the answer to a request. */
    public Map<String, String> headers(RequestHeaders request) {
        if (origins.isEmpty()) {
            return ALL;
        }
        return request.get("Origin")
                .filter(origins::contains)
                .map(origin -> Map.of(ALLOW, origin, EXPOSE, EXPOSED, "Vary", "Origin"))
                .orElse(NONE);
    }
}

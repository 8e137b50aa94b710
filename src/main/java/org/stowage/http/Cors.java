package org.stowage.http;

import java.util.Map;
import java.util.Set;

/**
 * The header fields that let web pages read an answer (Fetch §3.3).
 *
 * @param origins the origins whose pages may read it; empty for any origin
 */
public record Cors(Set<String> origins) {

    /** Pages of any origin may read an answer. */
    static final Cors ANY = new Cors(Set.of());

    private static final String ALLOW = "Access-Control-Allow-Origin";
    private static final String EXPOSE = "Access-Control-Expose-Headers";
    private static final String EXPOSED = "Accept-Ranges, Content-Disposition, Content-Range, ETag, Retry-After";
    private static final Map<String, String> ALL = Map.of(ALLOW, "*", EXPOSE, EXPOSED);

    /** A cache must not give the answer for one origin to pages of another. */
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

package org.stowage.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The methods that this deployment supports.
 *
 * @param deletion whether DELETE is one of them
 */
public record AllowedMethods(boolean deletion) {

    /** Returns the value of {@code Allow}. */
    String list() {
        return deletion ? "GET, HEAD, PUT, DELETE, OPTIONS" : "GET, HEAD, PUT, OPTIONS";
    }

    /** Returns the header fields of a preflight's answer (Fetch §3.3). */
    Map<String, String> preflight() {
        Map<String, String> headers = new LinkedHashMap<>(CommonHeaders.PREFLIGHT);
        headers.put("Access-Control-Allow-Methods", list());
        headers.put("Allow", list());
        return headers;
    }
}

package org.stowage.http;

import java.util.Optional;

/** The header fields of a request, from the servlet or from Undertow. */
@FunctionalInterface
public interface RequestHeaders {

    /** Returns the value of the field, several lines joined by commas (RFC 9110 §5.3), or nothing if there is none. */
    Optional<String> get(String name);
}

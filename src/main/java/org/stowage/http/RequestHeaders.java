package org.stowage.http;

import java.util.Optional;

/** The header fields of a request, independent of the API that received it. */
@FunctionalInterface
public interface RequestHeaders {

    /**
     * Returns the value of the field, with several lines joined by commas (RFC 9110 §5.3), or nothing if the field is
     * missing.
     */
    Optional<String> get(String name);
}

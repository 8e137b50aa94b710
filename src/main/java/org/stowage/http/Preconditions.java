package org.stowage.http;

import java.util.Optional;

/**
 * The conditions of a GET or HEAD (RFC 9110 §13), for a file that exists.
 *
 * @param headers the header fields of the request
 * @param tag the entity tag of the file
 * @param lastModified when the file was stored
 */
record Preconditions(RequestHeaders headers, EntityTag tag, HttpDate lastModified) {

    /** What to do. */
    enum Outcome {
        /** Answer as if there were no conditions. */
        PROCEED,
        /** 304. */
        NOT_MODIFIED,
        /** 412. */
        FAILED
    }

    /** Evaluates in the order of §13.2.2. */
    Outcome evaluate() {
        if (!ifMatchHolds()) {
            return Outcome.FAILED;
        }
        return isModified() ? Outcome.PROCEED : Outcome.NOT_MODIFIED;
    }

    /**
     * Tells whether a {@code Range} is to be obeyed: there is no {@code If-Range}, or it matches this file exactly
     * (§13.1.5).
     */
    boolean rangeCounts() {
        Optional<String> ifRange = headers.get("If-Range").map(String::strip);
        return ifRange.map(value -> (value.startsWith("\"") || value.startsWith("W/"))
                        ? tag.toString().equals(value)
                        : HttpDate.parse(value).filter(lastModified::equals).isPresent())
                .orElse(true);
    }

    /** The date is evaluated only if there is no list of tags. */
    private boolean ifMatchHolds() {
        Optional<String> ifMatch = headers.get("If-Match");
        if (ifMatch.isPresent()) {
            return tag.matchesStrongly(ifMatch.get());
        }
        return date("If-Unmodified-Since")
                .map(date -> lastModified.compareTo(date) <= 0)
                .orElse(true);
    }

    private boolean isModified() {
        Optional<String> ifNoneMatch = headers.get("If-None-Match");
        if (ifNoneMatch.isPresent()) {
            return !tag.matchesWeakly(ifNoneMatch.get());
        }
        return date("If-Modified-Since")
                .map(date -> lastModified.compareTo(date) > 0)
                .orElse(true);
    }

    private Optional<HttpDate> date(String header) {
        return headers.get(header).flatMap(HttpDate::parse);
    }
}

package org.stowage.http;

import java.util.Optional;

/**
 * The conditions of a GET or HEAD (RFC 9110 §13), for a file that exists.
 *
 * @param headers of the request
 * @param tag of the file
 * @param lastModified of the file
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

    /** Tells whether a {@code Range} counts: there is no {@code If-Range}, or it names just this file (§13.1.5). */
    boolean rangeCounts() {
        Optional<String> ifRange = headers.get("If-Range").map(String::strip);
        return ifRange.map(value -> (value.startsWith("\"") || value.startsWith("W/"))
                        ? tag.toString().equals(value)
                        : HttpDate.parse(value).filter(lastModified::equals).isPresent())
                .orElse(true);
    }

    /** A date counts only where there is no tag. */
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

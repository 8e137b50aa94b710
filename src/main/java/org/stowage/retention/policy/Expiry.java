package org.stowage.retention.policy;

import java.time.Instant;

/**
 * When a file expires, and why.
 *
 * @param moment the first moment at which the file is not delivered any more
 * @param rule the name of the rule, or {@value #OF_TOKEN}
 */
public record Expiry(Instant moment, String rule) {

    /** Stands for the {@code expires} of a JWT, which the XMPP server has set. No rule has such a name. */
    static final String OF_TOKEN = "(expires)";

    /** Tells whether the file has expired at a time; it has at the moment itself. */
    public boolean hasCome(Instant now) {
        return !moment.isAfter(now);
    }
}

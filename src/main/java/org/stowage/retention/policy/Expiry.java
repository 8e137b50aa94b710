package org.stowage.retention.policy;

import java.time.Instant;

/**
 * When a file is to be deleted.
 *
 * @param moment from which on it is not given to anybody
 * @param rule the name of the rule that says so, or {@value #OF_TOKEN}
 */
public record Expiry(Instant moment, String rule) {

    /** What stands for the XMPP server's word, the {@code expires} of a JWT; no rule of the admin's has such a name. */
    static final String OF_TOKEN = "(expires)";

    /** Tells whether the moment has come; it belongs to the time after. */
    public boolean hasCome(Instant now) {
        return !moment.isAfter(now);
    }
}

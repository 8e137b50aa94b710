package org.stowage.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who has caused an event; what is not known is null.
 *
 * @param who a user as the XMPP server names it, or a part of Stowage or an admin in one word: {@code sweep}, {@code jmx}
 * @param contract of the token that allowed it
 * @param secret the id of the secret that signed the token
 * @param request the id of the request, as in the server's log
 */
public record Source(
        @Nullable String who,
        @Nullable String contract,
        @Nullable String secret,
        @Nullable String request) {

    /** Somebody without a request: a part of Stowage, or an admin. */
    public static Source named(String who) {
        return new Source(who, null, null, null);
    }

    /** A client of whom only its request is known. */
    public static Source request(String id) {
        return new Source(null, null, null, id);
    }
}

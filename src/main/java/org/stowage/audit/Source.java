package org.stowage.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who has caused an event; what is not known is null.
 *
 * @param who a user as the XMPP server names it, or who else in one word: {@code sweep}, {@code quota}, {@code admin}
 * @param admin the name of the admin who gave the order
 * @param contract of the token that allowed it
 * @param secret the id of the secret that signed the token
 * @param request the id of the request, as in the server's log
 */
public record Source(
        @Nullable String who,
        @Nullable String admin,
        @Nullable String contract,
        @Nullable String secret,
        @Nullable String request) {

    /** A part of Stowage. */
    public static Source named(String who) {
        return new Source(who, null, null, null, null);
    }

    /** An admin; the name is null where the server does not tell it. */
    public static Source admin(@Nullable String name) {
        return new Source("admin", name, null, null, null);
    }

    /** The bearer of a token. */
    public static Source token(@Nullable String user, String contract, String secret, String request) {
        return new Source(user, null, contract, secret, request);
    }

    /** A client of whom only its request is known. */
    public static Source request(String id) {
        return new Source(null, null, null, null, id);
    }
}

package org.stowage.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who has caused an event. What is not known is null.
 *
 * @param who a user as the XMPP server names it, or who else in one word: {@code sweep}, {@code quota}, {@code admin}
 * @param admin the name of the admin who gave the order
 * @param contract of the token that allowed it
 * @param secret the id of the secret that signed the token
 * @param request the id of the request, as in the server's log
 */
public record Actor(
        @Nullable String who,
        @Nullable String admin,
        @Nullable String contract,
        @Nullable String secret,
        @Nullable String request) {

    /** A part of Stowage, by its word. */
    public static Actor named(String who) {
        return new Actor(who, null, null, null, null);
    }

    /** An admin; the name is null where the server does not tell it. */
    public static Actor admin(@Nullable String name) {
        return new Actor("admin", name, null, null, null);
    }

    /** A client that has sent a valid token. */
    public static Actor token(@Nullable String user, String contract, String secret, String request) {
        return new Actor(user, null, contract, secret, request);
    }

    /** A client of which only the request is known. */
    public static Actor request(String id) {
        return new Actor(null, null, null, null, id);
    }
}

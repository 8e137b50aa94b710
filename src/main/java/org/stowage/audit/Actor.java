package org.stowage.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who caused an event. Unknown components are null.
 *
 * @param who a user as the XMPP server names them, or one word for another cause: {@code sweep}, {@code quota},
 *     {@code admin}
 * @param admin the name of the admin who gave the order
 * @param contract the contract of the token
 * @param secret the id of the secret that signed the token
 * @param request the id of the request, as in the server's log
 */
public record Actor(
        @Nullable String who,
        @Nullable String admin,
        @Nullable String contract,
        @Nullable String secret,
        @Nullable String request) {

    /** Returns a part of Stowage, named by one word. */
    public static Actor named(String who) {
        return new Actor(who, null, null, null, null);
    }

    /** Returns an admin; the name is null if the server does not tell it. */
    public static Actor admin(@Nullable String name) {
        return new Actor("admin", name, null, null, null);
    }

    /** Returns a client that has sent a valid token. */
    public static Actor token(@Nullable String user, String contract, String secret, String request) {
        return new Actor(user, null, contract, secret, request);
    }

    /** Returns a client of which only the request is known. */
    public static Actor request(String id) {
        return new Actor(null, null, null, null, id);
    }
}

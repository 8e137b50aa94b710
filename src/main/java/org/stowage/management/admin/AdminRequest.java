package org.stowage.management.admin;

/**
 * A request of an admin.
 *
 * @param user the name of the user who has logged in; empty if the call needs no login
 * @param mayOrder whether this user has the role for calls that change something
 * @param accept the value of {@code Accept}, empty if there is none
 * @param query the part of the URL after the question mark, not decoded; empty if there is none
 * @param body the body of a POST, not parsed; empty for a GET
 */
public record AdminRequest(String user, boolean mayOrder, String accept, String query, String body) {

    /** A request of an admin without query. */
    public AdminRequest(String user, String accept, String body) {
        this(user, true, accept, "", body);
    }

    /** Tells whether {@code Accept} names {@code text/plain}; a client that accepts any type gets JSON. */
    public boolean wantsText() {
        return accept.contains("text/plain");
    }

    /**
     * Reads the query.
     *
     * @param known the names of the parameters that may occur
     * @throws IllegalArgumentException if there is another parameter, or one of them twice; the message is a sentence
     */
    public QueryParameters parameters(String... known) {
        return QueryParameters.of(query, known);
    }

    /**
     * Reads the body as one JSON object.
     *
     * @param type a class that JSON-B can make: with setters or a {@code @JsonbCreator}, or {@code Map.class}
     * @throws IllegalArgumentException if the body is something else; the message is a sentence
     */
    public <T> T json(Class<T> type) {
        return Json.read(body, type);
    }
}

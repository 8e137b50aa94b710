package org.stowage.management.admin;

/**
 * What an admin asks.
 *
 * @param user the name by which they have logged in; empty where no login is needed
 * @param accept the value of {@code Accept}, empty if there is none
 * @param body the JSON of a POST, as it came; empty for a GET
 */
public record AdminRequest(String user, String accept, String body) {

    /** Tells whether text is preferred to JSON: a client that accepts anything gets JSON. */
    public boolean wantsText() {
        return accept.contains("text/plain");
    }

    /**
     * Reads the body, which is one JSON object.
     *
     * @param type what JSON-B can make of it: a class with setters or a {@code @JsonbCreator}, or {@code Map.class}
     * @throws IllegalArgumentException if it is something else; the message is a sentence
     */
    public <T> T json(Class<T> type) {
        return Json.read(body, type);
    }
}

package org.stowage.management.admin;

/**
 * What an admin is told.
 *
 * @param status of HTTP
 * @param contentType of the body, with its charset, which is UTF-8
 * @param body the text
 */
public record AdminAnswer(int status, String contentType, String body) {

    private static final int OK = 200;

    /** Answers with a value that JSON-B writes. */
    public static AdminAnswer json(Object value) {
        return json(OK, value);
    }

    /** Answers with another status and a value that JSON-B writes. */
    public static AdminAnswer json(int status, Object value) {
        return new AdminAnswer(status, "application/json; charset=utf-8", Json.write(value));
    }

    /** Answers with a sentence that says why there is no other answer. */
    public static AdminAnswer sentence(int status, String sentence) {
        return new AdminAnswer(status, "text/plain; charset=utf-8", sentence + "\n");
    }

    /** Answers with text of some type. */
    public static AdminAnswer text(String contentType, String body) {
        return new AdminAnswer(OK, contentType, body);
    }
}

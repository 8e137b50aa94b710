package org.stowage.management.admin;

/**
 * An answer to a request of an admin.
 *
 * @param status of HTTP
 * @param contentType of the body, with its charset, which is UTF-8
 * @param body the text
 */
public record AdminAnswer(int status, String contentType, String body) {

    private static final int OK = 200;

    /** Answers 200 with a value, which JSON-B writes. */
    public static AdminAnswer json(Object value) {
        return json(OK, value);
    }

    /** Answers another status with a value, which JSON-B writes. */
    public static AdminAnswer json(int status, Object value) {
        return new AdminAnswer(status, "application/json; charset=utf-8", Json.write(value));
    }

    /** Answers with one sentence as plain text; a line end is added. */
    public static AdminAnswer sentence(int status, String sentence) {
        return new AdminAnswer(status, "text/plain; charset=utf-8", sentence + "\n");
    }

    /** Answers 200 with text of the given type. */
    public static AdminAnswer text(String contentType, String body) {
        return new AdminAnswer(OK, contentType, body);
    }
}

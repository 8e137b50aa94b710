package org.stowage.management.admin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a request of an admin.
 *
 * @param status of HTTP
 * @param contentType of the body, with its charset, which is UTF-8
 * @param body the text; empty if the body is a file
 * @param file the file that is the body; null if the text is
 */
public record AdminAnswer(
        int status,
        String contentType,
        String body,
        @Nullable Path file) {

    private static final int OK = 200;
    private static final String TEXT = "text/plain; charset=utf-8";

    /** An answer with a text. */
    public AdminAnswer(int status, String contentType, String body) {
        this(status, contentType, body, null);
    }

    /** Answers 200 with a value, which JSON-B writes. */
    public static AdminAnswer json(Object value) {
        return json(OK, value);
    }

    /** Answers another status with a value, which JSON-B writes. */
    public static AdminAnswer json(int status, Object value) {
        return new AdminAnswer(status, "application/json; charset=utf-8", Json.write(value));
    }

    /**
     * Answers with what is wrong.
     *
     * @param code a word for programs
     * @param sentence for the admin
     * @param asText whether the answer is the sentence alone, with a line end; otherwise it is a problem of RFC 9457
     */
    public static AdminAnswer problem(int status, String code, String sentence, boolean asText) {
        return asText
                ? new AdminAnswer(status, TEXT, sentence + "\n")
                : new AdminAnswer(status, "application/problem+json", Json.write(Problem.of(status, code, sentence)));
    }

    /** Answers 200 with text of the given type. */
    public static AdminAnswer text(String contentType, String body) {
        return new AdminAnswer(OK, contentType, body);
    }

    /** Answers 200 with lines of plain text. */
    public static AdminAnswer lines(String lines) {
        return text(TEXT, lines);
    }

    /** Tells whether the answer is a document for a browser. */
    boolean isPage() {
        return contentType.startsWith("text/html");
    }

    /** Answers 200 with a file, which may be of any length. */
    public static AdminAnswer file(String contentType, Path file) {
        return new AdminAnswer(OK, contentType, "", file);
    }
}

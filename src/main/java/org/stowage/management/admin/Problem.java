package org.stowage.management.admin;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * What is wrong with a request (RFC 9457).
 *
 * @param type always {@code about:blank}: the status and the code say what it is
 * @param title the words for the status
 * @param status of HTTP
 * @param detail one sentence for the admin
 * @param code a word for programs, which never changes
 */
@JsonbPropertyOrder({"type", "title", "status", "detail", "code"})
public record Problem(String type, String title, int status, String detail, String code) {

    static Problem of(int status, String code, String sentence) {
        return new Problem("about:blank", title(status), status, sentence, code);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}

package org.stowage.http;

import jakarta.servlet.http.HttpServletRequest;
import org.stowage.storage.FileKey;

/** The one line that the log has of a request: method, outcome, key, length, details, client, id; never a query. */
final class LogLine {

    private static final int USUAL_LENGTH = 200;

    private LogLine() {}

    static String of(Exchange exchange, String outcome, String detail) {
        HttpServletRequest request = exchange.request();
        String length = request.getHeader("Content-Length");
        StringBuilder line = new StringBuilder(USUAL_LENGTH)
                .append(visible(request.getMethod()))
                .append(' ')
                .append(outcome)
                .append(' ')
                .append(exchange.target()
                        .map(RequestTarget::key)
                        .map(LogLine::words)
                        .orElseGet(() -> "key=" + visible(exchange.rawPath())))
                .append(" length=")
                .append(length == null ? "-" : visible(length));
        if (!detail.isEmpty()) {
            line.append(' ').append(detail);
        }
        if (exchange.settings().logging().clientAddress()) {
            line.append(" client=").append(visible(request.getRemoteAddr()));
        }
        return line.append(" id=").append(request.getRequestId()).toString();
    }

    private static String words(FileKey key) {
        return (key.tenant().isEmpty() ? "" : "tenant=" + key.tenant() + " ") + "key=" + key;
    }

    /** What a client sent must not forge a log line or hide in it. */
    private static String visible(String text) {
        boolean clean = text.chars().allMatch(c -> c >= '!' && c <= '~');
        return clean ? text : text.replaceAll("[^!-~]", "?");
    }
}

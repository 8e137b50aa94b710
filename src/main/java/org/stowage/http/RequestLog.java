package org.stowage.http;

import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.stowage.storage.FileKey;

/** Writes the log line of a request: method, outcome, key, length, details, client, id; never the query. */
final class RequestLog {

    /** Naming the source saves a walk up the stack for each line. */
    private static final String SOURCE = RequestLog.class.getName();

    private static final int USUAL_LENGTH = 200;

    private final ParsedRequest request;
    private final RequestSettings settings;
    private final LogQueue queue;

    RequestLog(ParsedRequest request, RequestSettings settings, LogQueue queue) {
        this.request = request;
        this.settings = settings;
        this.queue = queue;
    }

    /** Writes the line, if the settings ask for it. */
    void happened(RequestEvent event) {
        Logger log = settings.logging().to();
        if (settings.logs(event.loggedWith()) && log.isLoggable(event.level())) {
            queue.add(log, record(event, log));
        }
    }

    private LogRecord record(RequestEvent event, Logger log) {
        LogRecord line = new LogRecord(event.level(), line(event));
        line.setLoggerName(log.getName());
        line.setSourceClassName(SOURCE);
        line.setSourceMethodName("happened");
        line.setThrown(event.mistake());
        return line;
    }

    private String line(RequestEvent event) {
        StringBuilder line = new StringBuilder(USUAL_LENGTH)
                .append(visible(request.method()))
                .append(' ')
                .append(event.outcome())
                .append(' ')
                .append(request.target()
                        .map(target -> words(target.key()))
                        .orElseGet(() -> "key=" + visible(request.rawPath())))
                .append(" length=")
                .append(request.header("Content-Length")
                        .map(RequestLog::visible)
                        .orElse("-"));
        if (!event.detail().isEmpty()) {
            line.append(' ').append(event.detail());
        }
        if (settings.logging().clientAddress()) {
            line.append(" client=").append(visible(request.clientAddress()));
        }
        return line.append(" id=").append(request.id()).toString();
    }

    private static String words(FileKey key) {
        return (key.tenant().isEmpty() ? "" : "tenant=" + key.tenant() + " ") + "key=" + key;
    }

    /** Text that a client sent must not forge a log line or hide in it. */
    private static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '!' || text.charAt(i) > '~') {
                return text.replaceAll("[^!-~]", "?");
            }
        }
        return text;
    }
}

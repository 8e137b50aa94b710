package org.stowage.http;

/** What has a line in the log, beside what goes wrong; each has what those before it have. */
public enum LogDetail {
    /** Refusals only. */
    REFUSALS,
    /** What was stored. */
    UPLOADS,
    /** What was sent. */
    DOWNLOADS;

    boolean has(LogDetail detail) {
        return compareTo(detail) >= 0;
    }
}

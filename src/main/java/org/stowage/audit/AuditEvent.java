package org.stowage.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to a file.
 *
 * @param kind what
 * @param subject to which
 * @param source by whom
 * @param why in a word or a sentence; null if it needs no reason
 */
public record AuditEvent(
        Action kind,
        Subject subject,
        Source source,
        @Nullable String why) {

    /** What happens. */
    public enum Action {
        /** A file was uploaded, and is there. */
        STORED,
        /** A file is there, and its upload has no line: the server ended before it was written. */
        FOUND,
        /** A client may not upload or delete. */
        REFUSED,
        /** A file was removed because its time was over. */
        EXPIRED,
        /** A file was removed to make room. */
        EVICTED,
        /** A file was removed because somebody wanted it. */
        DELETED,
        /** A path, an owner or a content may not be uploaded any more. */
        BANNED,
        /** It may again. */
        UNBANNED
    }

    /** An event that needs no reason. */
    public AuditEvent(Action kind, Subject subject, Source source) {
        this(kind, subject, source, null);
    }
}

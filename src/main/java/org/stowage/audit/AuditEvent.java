package org.stowage.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a file, an owner or a content.
 *
 * @param action what happened
 * @param resource the file, owner or content
 * @param actor who did it
 * @param why the reason in a word or a sentence; null if there is none
 */
public record AuditEvent(
        Action action,
        AuditedResource resource,
        Actor actor,
        @Nullable String why) {

    /** The kinds of events. */
    public enum Action {
        /** A file was uploaded and stored. */
        STORED,
        /**
         * A file is stored, but the log has no line about its upload, because the server was killed before the line was
         * written.
         */
        FOUND,
        /** A client was refused an upload or a deletion. */
        REFUSED,
        /** A file was deleted because it has expired. */
        EXPIRED,
        /** A file was deleted because a quota was exceeded. */
        EVICTED,
        /** A file was deleted by order of its XMPP server or an admin. */
        DELETED,
        /** Uploads to a path, of an owner or of a content were forbidden. */
        BANNED,
        /** A ban was lifted. */
        UNBANNED;

        /** Returns the word in the log. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Makes an event without a reason. */
    public AuditEvent(Action action, AuditedResource resource, Actor actor) {
        this(action, resource, actor, null);
    }
}

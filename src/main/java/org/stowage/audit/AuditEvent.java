package org.stowage.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to a file, an owner or a content.
 *
 * @param action what has happened
 * @param resource to which file, owner or content
 * @param actor who did it
 * @param why in a word or a sentence; null if there is no reason to tell
 */
public record AuditEvent(
        Action action,
        AuditedResource resource,
        Actor actor,
        @Nullable String why) {

    /** What happens. */
    public enum Action {
        /** A file was uploaded, and is there. */
        STORED,
        /** A file is there, but the log has no line about its upload: the server was killed before it was written. */
        FOUND,
        /** A client may not upload or delete. */
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

        /** Returns the word that the log has. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An event without a reason. */
    public AuditEvent(Action action, AuditedResource resource, Actor actor) {
        this(action, resource, actor, null);
    }
}

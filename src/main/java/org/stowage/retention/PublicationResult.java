package org.stowage.retention;

import org.stowage.storage.Ban;
import org.stowage.storage.StoredFile;

/** What became of an upload whose bytes have all arrived. */
public sealed interface PublicationResult {

    /**
     * It can be seen by everybody.
     *
     * @param file its description
     */
    record Published(StoredFile file) implements PublicationResult {}

    /**
     * It is not stored, or not any more.
     *
     * @param kind of the ban
     */
    record Banned(Ban.Kind kind) implements PublicationResult {}
}

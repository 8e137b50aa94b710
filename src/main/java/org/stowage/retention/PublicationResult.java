package org.stowage.retention;

import org.stowage.storage.Ban;
import org.stowage.storage.StoredFile;

/** The result of publishing an upload. */
public sealed interface PublicationResult {

    /**
     * The file is stored and can be downloaded.
     *
     * @param file its description
     */
    record Published(StoredFile file) implements PublicationResult {}

    /**
     * The upload is banned. Its file was not published, or was deleted again; if that failed, the next sweep deletes
     * it.
     *
     * @param kind of the ban
     */
    record Banned(Ban.Kind kind) implements PublicationResult {}
}

package org.stowage.http;

import java.io.IOException;
import java.util.Optional;
import org.stowage.storage.KeptFile;
import org.stowage.storage.StoredFile;

/** A way to send the body of an answer from the store to the client. */
public interface BodyWay {

    /**
     * Begins to send status, header fields and body; returns before the client has received them.
     *
     * @param file the file that the plan is about
     * @param kept the same with its content, if that is in memory
     * @return false, with nothing done, if this request cannot be answered this way
     * @throws java.nio.file.NoSuchFileException if the file is gone by now; nothing is sent
     * @throws IOException if the store cannot be read; nothing is sent
     */
    boolean send(Exchange exchange, DownloadPlan plan, StoredFile file, Optional<KeptFile> kept) throws IOException;
}

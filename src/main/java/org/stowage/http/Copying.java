package org.stowage.http;

import java.io.IOException;
import org.stowage.storage.Content;
import org.stowage.storage.FileRepository;
import org.stowage.storage.StoredFile;

/**
 * The way that always works: the bytes are read and written again.
 *
 * @param repository has the file
 * @param buffers to read into
 */
record Copying(FileRepository repository, Buffers buffers) implements BodyWay {

    @Override
    public boolean send(Exchange exchange, DownloadPlan plan, StoredFile file) throws IOException {
        Content content = repository.open(file);
        try {
            new BodySender(exchange, plan, content, buffers).start();
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
        return true;
    }

    @Override
    public String toString() {
        return "copied";
    }
}

package org.stowage.storage.staging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A name of a {@link SharedFile} that is not published yet. Closing it removes the name, unless it was moved elsewhere.
 */
public final class StagedLink implements Closeable {

    private final Staging staging;
    private final Path path;

    StagedLink(Staging staging, Path path) {
        this.staging = staging;
        this.path = path;
    }

    /**
     * Passes the name to the destination.
     *
     * @throws org.stowage.storage.OutOfSpaceException if the disk is full
     */
    public void put(StagedFile.Destination destination) throws IOException {
        try {
            destination.put(path);
        } catch (IOException e) {
            throw staging.explain(e);
        }
    }

    /**
     * Renaming one hard link of a file to another one of the same file does nothing, so the name may still be there.
     */
    @Override
    public void close() {
        staging.discard(path);
    }
}

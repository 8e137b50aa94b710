package org.stowage.storage.staging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A name of a {@link SharedFile} that is not published yet. It is gone when it is closed, unless it was put elsewhere. */
public final class StagedLink implements Closeable {

    private final Staging staging;
    private final Path path;

    StagedLink(Staging staging, Path path) {
        this.staging = staging;
        this.path = path;
    }

    /**
     * Has it put where it belongs.
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

    /** To rename one name of a file to another name of the same does nothing, and leaves both. */
    @Override
    public void close() {
        staging.discard(path);
    }
}

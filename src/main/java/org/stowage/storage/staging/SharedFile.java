package org.stowage.storage.staging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A complete file that has many names (hard links), each in another place. When it is closed or swept, its own name
 * among the partial files is removed; its other names stay. Safe for any number of threads.
 */
public final class SharedFile implements Closeable {

    private final Staging staging;
    private final Path path;

    private SharedFile(Staging staging, Path path) {
        this.staging = staging;
        this.path = path;
    }

    /**
     * Writes the file, durably if asked, and makes it read-only for all users except root. Otherwise copying a file
     * over one of its names would change all of them.
     *
     * @param partial the file that is used; its name is free afterwards
     * @throws org.stowage.storage.OutOfSpaceException if the disk is full
     */
    public static SharedFile write(ByteBuffer bytes, StagedFile partial, Staging staging) throws IOException {
        Path path = staging.newPath();
        partial.write(bytes);
        partial.truncate();
        Disk.makeReadOnly(partial.path());
        partial.complete(complete -> Files.move(complete, path, StandardCopyOption.ATOMIC_MOVE));
        return new SharedFile(staging, path);
    }

    /**
     * Gives the file a further name among the partial files.
     *
     * @throws IOException if it has as many names as the file system allows, or is gone
     */
    public StagedLink link() throws IOException {
        Path link = staging.newPath();
        try {
            Files.createLink(link, path);
        } catch (FileAlreadyExistsException e) {
            requireSame(link, e);
        }
        return new StagedLink(staging, link);
    }

    /** Returns its own name. The file gets no further name after that. */
    public StagedLink last() {
        return new StagedLink(staging, path);
    }

    /** If the first reply is lost, NFS may answer that the name exists, although this call has made it. */
    private void requireSame(Path link, FileAlreadyExistsException e) throws IOException {
        if (!Files.isSameFile(link, path)) {
            throw e;
        }
    }

    @Override
    public void close() {
        staging.discard(path);
    }
}

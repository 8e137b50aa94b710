package org.stowage.storage.staging;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A complete file that is put into many places, each time under a further name (a hard link). Its own name among the partial
 * files is gone when it is closed, or swept; its other names stay. Safe for any number of threads.
 */
public final class SharedFile implements Closeable {

    private final Staging staging;
    private final Path path;

    private SharedFile(Staging staging, Path path) {
        this.staging = staging;
        this.path = path;
    }

    /**
     * Writes it, durably if asked, and so that nobody but root writes into it again: who copied a file over one of its names
     * would change all of them.
     *
     * @param partial which it is made of; its name is free then
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
     * Gives it a further name among the partial files.
     *
     * @throws IOException if it has as many as the file system allows, or is gone
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

    /** Returns its own name: the last that it gets. */
    public StagedLink last() {
        return new StagedLink(staging, path);
    }

    /** NFS may answer that the name exists after its first reply was lost. */
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

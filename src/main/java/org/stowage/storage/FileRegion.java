package org.stowage.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Content that is the beginning of a file of this machine, so that the kernel can send it. The bytes after the content
 * belong to the store.
 */
public non-sealed interface FileRegion extends ContentSource {

    /**
     * Returns the path of the file, for servers that open it by its path later. They then find the content there. If
     * the file was deleted meanwhile, they find no file, or one with fewer bytes than they want to send.
     *
     * @param length how many bytes they want to send
     * @return empty if the store cannot promise that for so few bytes
     */
    Optional<Path> path(long length);

    /**
     * Opens the file, for callers that let the kernel send it.
     *
     * @return open for reading; the caller closes it
     * @throws java.nio.file.NoSuchFileException if the stored file no longer exists
     * @throws IOException if the store cannot be read
     */
    FileChannel openChannel() throws IOException;
}

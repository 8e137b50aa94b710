package org.stowage.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Content that is the beginning of a file of this machine, which its kernel can send. What follows it is the store's own. */
public non-sealed interface FileRegion extends ContentSource {

    /**
     * Names the file, for servers that open it by its name, later. They find the content there; or, if it was deleted
     * meanwhile, no file, or one of fewer bytes than they want to send.
     *
     * @param length how many bytes they want to send; for a few there may be no such name
     */
    Optional<Path> path(long length);

    /**
     * Opens the file, for those who let the kernel send it.
     *
     * @return open for reading; the caller closes it
     * @throws java.nio.file.NoSuchFileException if the stored file is gone by now
     * @throws IOException if the store cannot be read
     */
    FileChannel openChannel() throws IOException;
}

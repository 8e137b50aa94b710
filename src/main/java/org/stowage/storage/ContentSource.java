package org.stowage.storage;

import java.io.IOException;

/**
 * Where the content of a stored file lies. It was not looked at yet, and nothing is open. A store whose clients may fetch
 * files elsewhere would be a third kind, whose answer is a redirect.
 */
public sealed interface ContentSource permits FileRegion, ByteStream {

    /**
     * Opens the content for reading, of this very file and no other that has its key.
     *
     * @return the caller closes it
     * @throws java.nio.file.NoSuchFileException if the file is gone by now
     * @throws IOException if the store cannot be read
     */
    Content open() throws IOException;
}

package org.stowage.storage;

import java.io.IOException;

/**
 * Where the content of a stored file lies. Nothing is open, and the store was not asked yet. A store whose clients may
 * fetch files elsewhere would be a third kind; its answer would be a redirect.
 */
public sealed interface ContentSource permits FileRegion, ByteStream {

    /**
     * Opens the content of exactly this file for reading, never of another file under the same key.
     *
     * @return the caller closes it
     * @throws java.nio.file.NoSuchFileException if the file no longer exists
     * @throws IOException if the store cannot be read
     */
    Content open() throws IOException;
}

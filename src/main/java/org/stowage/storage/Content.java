package org.stowage.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The open content of a stored file. Used by one thread at a time. */
public interface Content extends Closeable {

    /**
     * Reads some bytes of the content.
     *
     * @param target receives at least one byte, at most what it has room for
     * @param position of the first byte, counted from 0; less than the size of the file
     * @return how many bytes were read
     * @throws java.io.EOFException if the content ends before the position
     * @throws java.nio.file.NoSuchFileException if the file was deleted after the content was opened; only in stores
     *     that cannot read on then
     * @throws IOException if the store cannot be read
     */
    int read(ByteBuffer target, long position) throws IOException;

    @Override
    void close();
}

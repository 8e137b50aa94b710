package org.stowage.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An upload that is not published yet. Used by one thread at a time, but any thread may call {@link #close()} at any
 * time.
 */
public interface PendingUpload extends Closeable {

    /**
     * Appends all remaining bytes of the buffer to the content.
     *
     * @throws OutOfSpaceException if the store is full
     * @throws IOException if the bytes exceed the slot's size, or cannot be stored
     */
    void write(ByteBuffer bytes) throws IOException;

    /** Computes the SHA-256 of the content while it is written. May be called only before the first byte. */
    void hash();

    /**
     * Returns the SHA-256 of the content, 64 lower-case hex digits, after all of it has been written. Reads the content
     * once more unless {@link #hash()} was called.
     *
     * @throws IOException if bytes are missing, or the content cannot be read
     */
    String sha256() throws IOException;

    /**
     * Makes the file visible, whole and durable, if its key is still free. Its description has the SHA-256 only if that
     * was computed.
     *
     * @return the description of the published file
     * @throws java.nio.file.FileAlreadyExistsException if another upload of the key was published first, even if its
     *     file is deleted by now
     * @throws OutOfSpaceException if the store is full
     * @throws IOException if bytes are missing, or the file cannot be stored; the file is then not published
     */
    StoredFile publish() throws IOException;

    /** Discards the upload unless it was published. Closing twice is harmless. */
    @Override
    void close();
}

package org.stowage.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is on its way in. Used by one thread at a time; {@link #close()} may come from any thread, at any time. */
public interface PendingUpload extends Closeable {

    /**
     * Appends all remaining bytes of the buffer to the content.
     *
     * @throws OutOfSpaceException if the store is full
     * @throws IOException if the bytes exceed the slot's size, or cannot be stored
     */
    void write(ByteBuffer bytes) throws IOException;

    /**
     * Returns the SHA-256 of the content, 64 lower-case hex digits, once all of it has been written.
     *
     * @throws IOException if bytes are missing
     */
    String sha256() throws IOException;

    /**
     * Makes the file visible, whole and durable, if its key is still free.
     *
     * @return the description of the file, now published
     * @throws java.nio.file.FileAlreadyExistsException if another upload of the key was published first,
     *     even if it is deleted by now
     * @throws OutOfSpaceException if the store is full
     * @throws IOException if bytes are missing, or the file cannot be stored; then it is not published
     */
    StoredFile publish() throws IOException;

    /** Discards the upload unless it was published. Closing twice is harmless. */
    @Override
    void close();
}

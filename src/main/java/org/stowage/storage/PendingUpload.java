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

    /** Has the SHA-256 of the content computed while it is written. To be called before the first byte, or not at all. */
    void hash();

    /**
     * Returns the SHA-256 of the content, 64 lower-case hex digits, once all of it has been written. If it was not computed
     * meanwhile, the content is read once more.
     *
     * @throws IOException if bytes are missing, or the content cannot be read
     */
    String sha256() throws IOException;

    /**
     * Makes the file visible, whole and durable, if its key is still free. Its description has the SHA-256 only if that was
     * computed.
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

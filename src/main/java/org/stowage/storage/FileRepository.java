package org.stowage.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A store of files that are written once, never changed, and deleted at most. Safe for any number of threads.
 *
 * <p>A backend may be slow to show another node's publication to {@link #find}; it may not let two uploads of one key
 * both succeed.
 */
public interface FileRepository extends AutoCloseable {

    /**
     * Looks a file up.
     *
     * @return its description, or nothing if no such file was published
     * @throws IOException if the store cannot be read, or what it holds under the key is damaged
     */
    Optional<StoredFile> find(FileKey key) throws IOException;

    /**
     * Looks a file up as far as nothing must be waited for: what an earlier look-up has shown and is still so.
     *
     * @return its description, or nothing if only {@link #find} can tell
     */
    default Optional<StoredFile> known(FileKey key) {
        return Optional.empty();
    }

    /**
     * Tells where the content of a file lies, if it is the beginning of a file of this machine: for those who let the
     * kernel send it. Whoever opens it finds the first {@link StoredFile#size()} bytes to be the content, or no file if it
     * is gone by now; what follows them is the store's own.
     */
    default Optional<Path> localFile(StoredFile file) {
        return Optional.empty();
    }

    /**
     * Opens the content of a file for reading.
     *
     * @throws java.nio.file.NoSuchFileException if the file is gone by now
     * @throws IOException if the store cannot be read
     */
    Content open(StoredFile file) throws IOException;

    /**
     * Starts an upload; nothing of it is visible before {@link PendingUpload#publish()}. Several uploads of one key may be
     * pending at the same time.
     *
     * @throws OutOfSpaceException if the store has no room for a file of the slot's size
     * @throws IOException if the store cannot be written
     */
    PendingUpload begin(Slot slot) throws IOException;

    /**
     * Deletes a file, durably. From then on {@link #find} and {@link #open} no longer see it; who has opened it before reads
     * on to its end. Uploads of the key that are pending are not touched, and the key is free again: nothing here remembers
     * that it was taken.
     *
     * @return whether this call deleted it; false if there is no such file
     * @throws IOException if the store cannot be written; whether the file is gone, and stays so, is not known then
     */
    boolean delete(FileKey key) throws IOException;

    /** Gives up what this process holds of the store; what is pending cannot be published any more. Stored files stay. */
    @Override
    void close();
}

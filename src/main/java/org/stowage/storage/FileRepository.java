package org.stowage.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A store of files that are written once, never changed, and deleted at most; what was deleted leaves a {@link Tombstone}
 * under its key, so that nothing else is ever published there. Safe for any number of threads.
 *
 * <p>A backend may be slow to show another node's publication or deletion to {@link #find}; it may not let two uploads of
 * one key both succeed.
 */
public interface FileRepository extends AutoCloseable {

    /**
     * Looks a key up.
     *
     * @return the file or what is left of it, or nothing if no such file was ever published, as far as is remembered
     * @throws IOException if the store cannot be read, or what it holds under the key is damaged
     */
    Optional<Entry> find(FileKey key) throws IOException;

    /**
     * Looks up what lies under the key of a fingerprint; slower than by the key itself.
     *
     * @throws IOException as there
     */
    Optional<Entry> find(Fingerprint fingerprint) throws IOException;

    /**
     * Tells at once whether a read may wait for another machine or process, as long as that likes. No thread that serves other
     * connections too may read such a store.
     */
    boolean mayStall();

    /**
     * Looks a key up as far as nothing must be waited for but a disk of this machine, at most: what an earlier look-up has
     * shown and is still so.
     *
     * @return the file or what is left of it, or nothing if only {@link #find} can tell
     */
    default Optional<Entry> known(FileKey key) {
        return Optional.empty();
    }

    /**
     * Tells where the content of a file lies, if it is the beginning of a file of this machine: for servers that open it by
     * its name, later. They find the content there, followed by what is the store's own; or, if it was deleted meanwhile,
     * no file, or one of fewer bytes than they want to send.
     *
     * @param length how many bytes they want to send; the store may know no such place for a few
     */
    default Optional<Path> localFile(StoredFile file, long length) {
        return Optional.empty();
    }

    /**
     * Opens a file for those who let the kernel send it, if it lies on this machine: its first
     * {@link StoredFile#size()} bytes are the content, what follows them is the store's own.
     *
     * @return open for reading; the caller closes it
     * @throws java.nio.file.NoSuchFileException if the file is gone by now
     * @throws IOException if the store cannot be read
     */
    default Optional<FileChannel> openLocally(StoredFile file) throws IOException {
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
     * Deletes a file, durably, and leaves a tombstone under its key, in one step. From then on {@link #find} shows the
     * tombstone and {@link #open} finds nothing; who has opened the file before reads on to its end. Uploads of the key
     * that are pending cannot be published any more. Where there is no file nothing changes.
     *
     * <p>Of several calls for one file in this process exactly one is told so; another node may be told too.
     *
     * @return the file that this call deleted; nothing if there is none, or only a damaged one, which is deleted all the
     *     same
     * @throws IOException if the store cannot be written; whether the file is gone, and stays so, is not known then
     */
    Optional<StoredFile> delete(FileKey key, Tombstone.Reason reason) throws IOException;

    /**
     * Deletes a file as {@link #delete(FileKey, Tombstone.Reason)} does, if its key still holds that very file.
     *
     * @return whether this call deleted it
     * @throws IOException as there
     */
    boolean delete(StoredFile file, Tombstone.Reason reason) throws IOException;

    /**
     * Removes a tombstone, durably, if its key still holds that very one: the key is free again. For tombstones so old that
     * nobody uses their URL at this very moment: two nodes that do this at once, and an upload between them, are not told
     * apart by every backend.
     *
     * @return whether this call removed it
     * @throws IOException if the store cannot be written
     */
    boolean purge(Tombstone tombstone) throws IOException;

    /** Returns into how many shards the store is divided, the same number always. */
    int shards();

    /** Returns the shard of a key, whether there is anything under it or not. */
    int shardOf(FileKey key);

    /** Returns how many bytes there is room for, if the store knows an end. */
    default OptionalLong usableSpace() {
        return OptionalLong.empty();
    }

    /**
     * Finds out whether the store can be written, as durably as uploads are; nothing stays of that.
     *
     * @throws IOException if it cannot
     */
    default void probe() throws IOException {}

    /**
     * Shows all entries of a shard, in no order. What is published, deleted or purged meanwhile is shown or not. No
     * more than the names and one description are held in memory at a time.
     *
     * @param shard from 0, less than {@link #shards()}
     * @throws java.io.InterruptedIOException if the thread is interrupted, which it stays
     * @throws IOException if the shard cannot be listed, or the visitor ends the walk
     */
    void walk(int shard, EntryVisitor visitor) throws IOException;

    /**
     * Returns the latest time that a process has told of, if any has.
     *
     * @throws IOException if the store cannot be read
     */
    default Optional<TimeSeen> timeSeen() throws IOException {
        return Optional.empty();
    }

    /**
     * Remembers the time for processes that open the store later; of the last minutes some may be forgotten.
     *
     * @throws IOException if the store cannot be written
     */
    default void see(TimeSeen time) throws IOException {}

    /** Returns what is banned from this store. It is for those who publish to keep to it: the store itself does not look. */
    Bans bans();

    /** Gives up what this process holds of the store; what is pending cannot be published any more. Stored files stay. */
    @Override
    void close();
}

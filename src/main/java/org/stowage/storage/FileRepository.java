package org.stowage.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A store of files that are written once, never changed, and deleted at most; what was deleted leaves a {@link Tombstone}
 * under its key, so that nothing else is ever published there. Safe for any number of threads.
 *
 * <p>A backend may be slow to show another node's publication or deletion to {@link #find}; it may not let two uploads of
 * one key both succeed.
 *
 * <p>Three questions may be asked on any thread: what is {@linkplain #known known} of a key, what is {@linkplain #kept kept} of
 * it, and where a content {@linkplain #contentOf lies}. All others may wait for the store; on a thread that serves several connections even a file of
 * this machine is read only where the store says that it never {@linkplain #mayStall stalls}.
 */
public interface FileRepository extends AutoCloseable {

    /**
     * Looks a key up without waiting for anything but a disk of this machine: what an earlier look-up or publication has
     * shown, if it is still so. Any thread may ask.
     *
     * @return the file or what is left of it, or nothing if only {@link #find} can tell
     */
    Optional<Entry> known(FileKey key);

    /**
     * Looks a key up, however long that takes. Only for threads that may wait.
     *
     * @return the file or what is left of it, or nothing if no such file was ever published, as far as is remembered
     * @throws IOException if the store cannot be read, or what it holds under the key is damaged
     */
    Optional<Entry> find(FileKey key) throws IOException;

    /**
     * Looks up what lies under the key of a fingerprint, as {@link #find(FileKey)} does; slower than by the key itself.
     *
     * @throws IOException as there
     */
    Optional<Entry> find(Fingerprint fingerprint) throws IOException;

    /**
     * Tells at once whether to find a file, or to read its content, may take as long as another machine or process likes,
     * not only as long as a disk of this machine. No thread that serves other connections too may do either then.
     */
    boolean mayStall();

    /**
     * Looks a key up as {@link #known} does, among the small files whose contents are in memory: one look shows that file and
     * content are still what is there.
     *
     * @return nothing if only {@link #known} or {@link #find} can tell; a store need not keep contents
     */
    default Optional<KeptFile> kept(FileKey key) {
        return Optional.empty();
    }

    /**
     * Reads the content of a file into memory, if it is small and asked for again, so that it is {@linkplain #kept kept} from
     * then on. To be called once for each download, by those who may read the content.
     *
     * @return nothing if the content is to be read where it {@linkplain #contentOf lies}
     * @throws java.nio.file.NoSuchFileException if the file is gone by now
     * @throws IOException if the store cannot be read
     */
    default Optional<KeptFile> keep(StoredFile file) throws IOException {
        return Optional.empty();
    }

    /** Tells at once where the content of a file lies, or lay: whether it is there still, only those are told who open it. */
    ContentSource contentOf(StoredFile file);

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
     * tombstone, nothing is {@linkplain #kept kept} of it, and the {@linkplain #contentOf content} cannot be opened; who has opened it before reads on to its end, or is
     * told that it is gone ({@link java.nio.file.NoSuchFileException}), and reads nothing else. Uploads of the key that are
     * pending cannot be published any more. Where there is no file nothing changes.
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
     * Deletes each of some files as {@link #delete(StoredFile, Tombstone.Reason)} does, in less time than one after the other.
     * Each goes in one step of its own, and is seen to be gone from then on; that all of those that are told stay so after a
     * crash is certain once this returns. What cannot be deleted does not keep the others.
     *
     * @param files that this store has shown; a few thousands at most, for all are held in memory
     * @return those that this call deleted, and why others could not be
     * @throws IOException if the store cannot be reached at all; which of them are gone is not known then
     */
    DeletedFiles deleteAll(List<StoredFile> files, Tombstone.Reason reason) throws IOException;

    /**
     * Removes a tombstone, durably, if its key still holds that very one: the key is free again. For tombstones so old that
     * nobody uses their URL at this very moment: two nodes that do this at once, and an upload between them, are not told
     * apart by every backend.
     *
     * @return whether this call removed it
     * @throws IOException if the store cannot be written
     */
    boolean purge(Tombstone tombstone) throws IOException;

    /** Returns what shows all that the store holds. */
    Listing listing();

    /** Returns what is banned from this store. It is for those who publish to keep to it: the store itself does not look. */
    Bans bans();

    /** Returns what tells whether the store can take anything now. */
    Capacity capacity();

    /** Returns what remembers the time. */
    TimeMemory timeMemory();

    /** Gives up what this process holds of the store; what is pending cannot be published any more. Stored files stay. */
    @Override
    void close();
}

package org.stowage.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A store of files. A file is written once and never changed; it may be deleted. A deleted file leaves a
 * {@link Tombstone} under its key, so that nothing else is published there until the tombstone is purged. Safe for any
 * number of threads.
 *
 * <p>A backend may show another node's publication or deletion to {@link #find} with a delay. It must not let two
 * uploads of one key both succeed.
 *
 * <p>Any thread may call {@link #known}, {@link #kept}, {@link #contentOf} and {@link #mayStall}. All other methods
 * that read or change the store may wait for it. A thread that serves several connections may read a file of this
 * machine only if the store never {@linkplain #mayStall stalls}.
 */
public interface FileRepository extends AutoCloseable {

    /**
     * Looks a key up in what earlier look-ups and publications have shown, and checks that it still holds. A store that
     * would have to ask another machine for that tells instead what was true at most two seconds ago, except that a deletion
     * by this process shows at once. Waits for nothing except a disk of this machine. Any thread may call this.
     *
     * @return the file or its tombstone; empty if only {@link #find} can tell
     */
    Optional<Entry> known(FileKey key);

    /**
     * Looks a key up. May wait for the store as long as that takes, so only threads that may wait call this.
     *
     * @return the file or its tombstone; empty if no file was published under the key, or its tombstone was purged
     * @throws IOException if the store cannot be read, or the entry under the key is damaged
     */
    Optional<Entry> find(FileKey key) throws IOException;

    /**
     * Looks a key up for an upload, as {@link #find(FileKey)} does, but at the least cost if there is nothing, which is
     * the usual case. May return nothing where the store cannot be read: {@link PendingUpload#publish()} has the last
     * word.
     *
     * @throws IOException as there
     */
    default Optional<Entry> taken(FileKey key) throws IOException {
        return find(key);
    }

    /**
     * Looks up the entry whose key has this fingerprint, as {@link #find(FileKey)} does, but more slowly.
     *
     * @throws IOException as there
     */
    Optional<Entry> find(Fingerprint fingerprint) throws IOException;

    /**
     * Tells at once whether finding a file or reading its content may wait for another machine or process, and not only
     * for a disk of this machine. If so, a thread that serves several connections must do neither.
     */
    boolean mayStall();

    /**
     * Looks a key up as {@link #known} does, among the small files whose contents are in memory. One look shows that the
     * file and its content are still the ones of the store, or were two seconds ago as there.
     *
     * @return empty if only {@link #known} or {@link #find} can tell; a store need not keep contents
     */
    default Optional<KeptFile> kept(FileKey key) {
        return Optional.empty();
    }

    /**
     * Reads the content of a file into memory, if it is small and asked for repeatedly, so that it is
     * {@linkplain #kept kept} from then on. Called once for each download, on a thread that may read the content.
     *
     * @return empty if the content has to be read where it {@linkplain #contentOf lies}
     * @throws java.nio.file.NoSuchFileException if the file is gone by now
     * @throws IOException if the store cannot be read
     */
    default Optional<KeptFile> keep(StoredFile file) throws IOException {
        return Optional.empty();
    }

    /**
     * Returns at once where the content of a file lies. Whether the file still exists shows only when the content is
     * opened.
     */
    ContentSource contentOf(StoredFile file);

    /**
     * Starts an upload. Nothing of it is visible before {@link PendingUpload#publish()}. Several uploads of one key may
     * be pending at the same time.
     *
     * @throws OutOfSpaceException if the store has no room for a file of the slot's size
     * @throws IOException if the store cannot be written
     */
    PendingUpload begin(Slot slot) throws IOException;

    /**
     * Deletes a file durably and leaves a tombstone under its key, in one step. From then on {@link #find} returns the
     * tombstone, nothing of the file is {@linkplain #kept kept}, and the {@linkplain #contentOf content} cannot be
     * opened. A reader that has opened it before reads on to its end, or gets a
     * {@link java.nio.file.NoSuchFileException}; it never reads anything else. Pending uploads of the key can no longer
     * be published. If there is no file, nothing changes.
     *
     * <p>If several calls in this process delete one file, exactly one of them returns it. A call on another node may
     * return it, too.
     *
     * @return the file that this call deleted; empty if there was none, or only a damaged one, which is deleted all the
     *     same
     * @throws IOException if the store cannot be written; it is then unknown whether the file is gone, and whether that
     *     is durable
     */
    Optional<StoredFile> delete(FileKey key, Tombstone.Reason reason) throws IOException;

    /**
     * Deletes a file as {@link #delete(FileKey, Tombstone.Reason)} does, if its key still holds exactly this file.
     *
     * @return whether this call deleted it
     * @throws IOException as there
     */
    boolean delete(StoredFile file, Tombstone.Reason reason) throws IOException;

    /**
     * Deletes several files as {@link #delete(StoredFile, Tombstone.Reason)} does, in less time than one after the
     * other. Each deletion is a step of its own and visible at once. All deletions that are returned are durable. If
     * one file cannot be deleted, the others still are.
     *
     * @param files files that this store has returned; a few thousand at most, because all are held in memory
     * @return the files that this call deleted, and why others could not be deleted
     * @throws IOException if the store cannot be reached at all; it is then unknown which files are gone
     */
    DeletedFiles deleteAll(List<StoredFile> files, Tombstone.Reason reason) throws IOException;

    /**
     * Removes a tombstone durably, if its key still holds exactly this one. The key is then free again. Call this only
     * for tombstones so old that nobody uses their URL any more: if two nodes purge the same one and a file is uploaded
     * between, some backends may remove that file.
     *
     * @return whether this call removed it
     * @throws IOException if the store cannot be written
     */
    boolean purge(Tombstone tombstone) throws IOException;

    /** Returns the listing of all that the store holds. */
    Listing listing();

    /** Returns the bans of this store. Callers check them before they publish; the store itself does not. */
    Bans bans();

    /** Returns how much room the store has, and whether it can be written. */
    Capacity capacity();

    /** Returns the memory of the time. */
    TimeMemory timeMemory();

    /** Releases what this process holds of the store. Pending uploads can no longer be published; stored files stay. */
    @Override
    void close();
}

package org.stowage.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.Tombstone;
import org.stowage.storage.staging.DiskReserve;
import org.stowage.storage.staging.SharedFile;
import org.stowage.storage.staging.StagedFile;
import org.stowage.storage.staging.StagedLink;
import org.stowage.storage.staging.Staging;

/**
 * One file for all equal tombstones of this process: those of one hour, with the same reason and the same end. The file
 * is written for the first of them, and gets a further name for each. Safe for any number of threads.
 */
final class SharedTombstones {

    /** Usually there are a few: one for each reason and each hour in which tokens end. */
    private static final int MOST = 64;

    private final Staging staging;
    private final DiskReserve reserve;
    private final Map<ByteBuffer, SharedOne> files = new LinkedHashMap<>();

    SharedTombstones(Staging staging, DiskReserve reserve) {
        this.staging = staging;
        this.reserve = reserve;
    }

    /**
     * A file that has many names.
     *
     * @param file the file
     * @param deleted the time in its tombstones; a later tombstone has another file
     */
    private record SharedOne(SharedFile file, Instant deleted) {}

    /**
     * Returns a name of the file of this tombstone, to be moved to its place. If the file can have no further name
     * (ext4 allows 65,000), or the disk is full, returns the file's own name; the next equal tombstone then starts a
     * new file.
     *
     * @param bytes all bytes of the tombstone
     * @throws OutOfSpaceException if the disk is full, and the reserve is used up
     */
    StagedLink link(Tombstone tombstone, ByteBuffer bytes) throws IOException {
        SharedFile known = current(tombstone, bytes);
        try {
            return known.link();
        } catch (IOException hasNoFurtherName) {
            return isTakenOut(known, bytes) ? known.last() : link(tombstone, bytes);
        }
    }

    /** Returns the file of a tombstone, and writes it if there is none. */
    private synchronized SharedFile current(Tombstone tombstone, ByteBuffer bytes) throws IOException {
        SharedOne known = files.get(bytes);
        if (known != null) {
            return known.file();
        }
        discard(tombstone.deleted());
        SharedFile written = write(bytes);
        files.put(bytes, new SharedOne(written, tombstone.deleted()));
        return written;
    }

    /**
     * Removes a file that can have no further name. Returns true to one caller only, which uses the file's own name.
     */
    private synchronized boolean isTakenOut(SharedFile file, ByteBuffer bytes) {
        SharedOne known = files.get(bytes);
        if (known == null || known.file() != file) {
            return false;
        }
        files.remove(bytes);
        return true;
    }

    /** Closes the files whose hour is over, and further ones if there are too many. */
    private void discard(Instant deleted) {
        Iterator<SharedOne> all = files.values().iterator();
        while (all.hasNext()) {
            SharedOne each = all.next();
            if (each.deleted().isBefore(deleted) || files.size() >= MOST) {
                each.file().close();
                all.remove();
            }
        }
    }

    private SharedFile write(ByteBuffer bytes) throws IOException {
        try (StagedFile partial = staging.createSmall()) {
            return SharedFile.write(bytes.duplicate(), partial, staging);
        } catch (OutOfSpaceException full) {
            return reserve.use(full, partial -> SharedFile.write(bytes.duplicate(), partial, staging));
        }
    }
}

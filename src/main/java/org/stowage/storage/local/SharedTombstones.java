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
 * One file for all tombstones of this process that are the same, byte for byte: those of an hour with the same reason and the same end. It is
 * written with the first of them and gets a name for each. Safe for any number of threads.
 */
final class SharedTombstones {

    /** There is one for each reason and each hour in which tokens end: usually a few. */
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
     * @param file that is linked
     * @param deleted what the tombstones say; no later ones need it
     */
    private record SharedOne(SharedFile file, Instant deleted) {}

    /**
     * Returns a name of the file that holds this tombstone, to be put into its place. If it can have no further name (ext4 allows
     * 65,000), or the disk is full, that is its own, and the next tombstone begins another.
     *
     * @param bytes all of the tombstone
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

    /** Returns the file to be linked, which is written if there is none. */
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

    /** Of all who find that a file can have no further name one gets its last. */
    private synchronized boolean isTakenOut(SharedFile file, ByteBuffer bytes) {
        SharedOne known = files.get(bytes);
        if (known == null || known.file() != file) {
            return false;
        }
        files.remove(bytes);
        return true;
    }

    /** Gives up the names of those whose hour is over, or that are too many. */
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

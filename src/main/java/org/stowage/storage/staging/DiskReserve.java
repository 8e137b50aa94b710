package org.stowage.storage.staging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.OutOfSpaceException;

/**
 * A little room on the disk that is set aside for tombstones and bans. Each of them needs some, so without the reserve
 * nothing could be deleted or banned on a full disk. After each use the reserve is filled again, as far as the disk has
 * room. A tombstone frees more than it takes, at the latest when the last reader has closed the file; a ban frees
 * nothing.
 */
public final class DiskReserve {

    /** Larger than any tombstone or ban. */
    private static final int BLOCK_BYTES = 1 << 13;

    /** How many bans a full disk can take without a deletion. */
    private static final int BLOCKS = 8;

    private final Staging staging;
    private @Nullable StagedFile kept;
    private int blocks;

    /** Sets the room aside. */
    public DiskReserve(Staging staging) {
        this.staging = staging;
        fill();
    }

    /** An operation that needs a partial file and little room. */
    public interface Use<T> {
        T with(StagedFile partial) throws IOException;
    }

    /** Sets aside again what was used, or removed by others. Each call tries again what the disk had no room for. */
    public synchronized void fill() {
        if (kept != null && Files.notExists(kept.path())) {
            purge();
        }
        if (blocks == BLOCKS) {
            return;
        }
        try {
            StagedFile partial = kept == null ? staging.createReserve() : kept.reopen();
            kept = partial;
            grow(partial);
        } catch (NoSuchFileException removedByOthers) {
            purge();
        } catch (IOException e) {
            // The reserve stays as large as it is.
        }
    }

    /**
     * Does something that a full disk has no room for, in the reserved room.
     *
     * @param full thrown if nothing is reserved
     */
    public synchronized <T> T use(OutOfSpaceException full, Use<T> use) throws IOException {
        T done;
        try (StagedFile partial = take(full)) {
            done = use.with(partial);
        }
        fill();
        return done;
    }

    private StagedFile take(OutOfSpaceException full) throws IOException {
        if (kept == null) {
            throw full;
        }
        try {
            StagedFile taken = kept.reopen();
            purge();
            return taken;
        } catch (NoSuchFileException removedByOthers) {
            purge();
            throw full;
        }
    }

    private void purge() {
        kept = null;
        blocks = 0;
    }

    private void grow(StagedFile partial) throws IOException {
        int grown = blocks;
        try {
            partial.moveTo((long) blocks * BLOCK_BYTES);
            for (; grown < BLOCKS; grown++) {
                partial.write(ByteBuffer.allocate(BLOCK_BYTES));
            }
        } finally {
            blocks = grown;
            partial.keep();
        }
    }
}

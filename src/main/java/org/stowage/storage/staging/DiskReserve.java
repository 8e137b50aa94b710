package org.stowage.storage.staging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.OutOfSpaceException;

/**
 * A little room on the disk that is set aside: a tombstone or a ban needs some, and without it nothing could be deleted from, or
 * banned on, a disk that is full. Whoever uses it does so before others, and it is filled again, as far as the disk lets it: a
 * tombstone gives back more than it takes, at the latest when the last reader has closed the file; a ban does not.
 */
public final class DiskReserve {

    /** More than any tombstone or ban has. */
    private static final int BLOCK_BYTES = 1 << 13;

    /** So many bans a full disk can take without a deletion. */
    private static final int BLOCKS = 8;

    private final Staging staging;
    private @Nullable StagedFile kept;
    private int blocks;

    /** Sets the room aside. */
    public DiskReserve(Staging staging) {
        this.staging = staging;
        fill();
    }

    /** Something that needs a partial file, and little room. */
    public interface Use<T> {
        T with(StagedFile partial) throws IOException;
    }

    /** Sets aside again what was used, or tidied away; what the disk does not have is tried again with the next use. */
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
            // It stays as large as it is.
        }
    }

    /**
     * Does something that a full disk has no room for, in the room that is set aside.
     *
     * @param full to be thrown if there is none
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

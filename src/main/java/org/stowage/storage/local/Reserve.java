package org.stowage.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A little room on the disk that is set aside: a tombstone needs some, and without it nothing could be deleted from a disk
 * that is full. Whoever uses it does so before others, and fills it again.
 */
final class Reserve {

    /** More than any tombstone has. */
    static final int BYTES = 1 << 13;

    private final Partials partials;
    private @Nullable Partial kept;

    /** Sets the room aside. */
    Reserve(Partials partials) {
        this.partials = partials;
        fill();
    }

    /** Sets the room aside again if it was used, or tidied away. A disk that has none yet is tried again with the next deletion. */
    synchronized void fill() {
        if (kept == null || Files.notExists(kept.path())) {
            kept = tryToKeep().orElse(null);
        }
    }

    /** Hands the room out, once. */
    synchronized Optional<Partial> take() throws IOException {
        if (kept == null) {
            return Optional.empty();
        }
        Partial taken = kept;
        kept = null;
        return Optional.of(taken.reopen());
    }

    private Optional<Partial> tryToKeep() {
        try {
            Partial partial = partials.createReserve();
            try {
                partial.write(ByteBuffer.allocate(BYTES));
                partial.sync();
                partial.channel().close();
                return Optional.of(partial);
            } catch (IOException e) {
                partial.close();
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

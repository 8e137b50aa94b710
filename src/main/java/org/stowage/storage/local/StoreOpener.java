package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.ContentCache;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.staging.Durability;

/**
 * Opens the store of a deployment, as often as it comes back. Only a deployment that never had a store begins one. If
 * it had one and the folder has none now, then a disk is not mounted or a path is wrong. Used by one thread at a time,
 * except for {@link #missing}.
 */
final class StoreOpener {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    private final Path basePath;
    private final Durability durability;
    private final ContentCache contents;
    private final Clock clock;
    private final Path memory;
    private volatile @Nullable KnownStore known;

    /**
     * Reads which store this deployment had.
     *
     * @param memory the file that remembers it, which should not be in the store
     */
    StoreOpener(Path basePath, Durability durability, ContentCache contents, Clock clock, Path memory)
            throws IOException {
        this.basePath = basePath;
        this.durability = durability;
        this.contents = contents;
        this.clock = clock;
        this.memory = memory;
        this.known = KnownStore.read(memory).orElse(null);
    }

    Path basePath() {
        return basePath;
    }

    /**
     * Opens the store and remembers it.
     *
     * @throws StoreMissingException if there was one, and it is not there now
     */
    LocalRepository open() throws IOException {
        KnownStore before = known;
        LocalRepository opened = before == null
                ? LocalRepository.open(basePath, durability, contents, clock)
                : LocalRepository.openExisting(basePath, required(before), durability, contents, clock);
        KnownStore now = new KnownStore(opened.id(), basePath);
        if (!now.equals(before)) {
            remember(now);
        }
        return opened;
    }

    /** Accepts another store only at another base path, because the admin has then changed the setting. */
    private Marker required(KnownStore before) throws IOException {
        Marker found = Marker.find(basePath).orElseThrow(() -> missing("holds no store"));
        boolean same = found.id().equals(before.id());
        if (!same && basePath.equals(before.basePath())) {
            throw missing("holds another store, " + found.id());
        }
        if (!same) {
            LOG.warning(() ->
                    "The base path " + basePath + " holds the store " + found.id() + "; this deployment had " + before);
        }
        return found;
    }

    StoreMissingException missing(String what) {
        KnownStore before = known;
        return new StoreMissingException(
                "the base path " + basePath + " " + what + (before == null ? "" : "; this deployment had " + before),
                "mount it, or set stowage.base-path to the folder that has its " + Marker.NAME
                        + "; to begin a new store, delete " + memory + " and redeploy");
    }

    private void remember(KnownStore now) {
        known = now;
        try {
            now.write(memory);
        } catch (IOException e) {
            LOG.warning(() -> "The next start cannot notice a missing store, because " + memory + " cannot be written: "
                    + e + ". What to do: let the server's user write to " + memory.getParent());
        }
    }
}

package org.stowage.storage.s3;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.StoreUnavailableException;

/**
 * What must be known of a bucket before anything is written there: it is found out once, when the store answers for the first time.
 * Safe for any number of threads.
 */
final class BucketOpening {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final WriteProbe probe;
    private final ObjectMarker marker;
    private final boolean bestEffort;
    private final LongSupplier nanos;
    private volatile @Nullable OpenBucket opened;
    private @Nullable IOException failure;
    private long tried;

    /**
     * Asks nothing yet.
     *
     * @param bestEffort whether a store is good enough that lets several uploads of one key succeed
     */
    BucketOpening(ObjectClient objects, ObjectNames names, boolean bestEffort, LongSupplier nanos) {
        this.probe = new WriteProbe(objects, names);
        this.marker = new ObjectMarker(objects, names.marker());
        this.bestEffort = bestEffort;
        this.nanos = nanos;
    }

    /**
     * A bucket that was probed.
     *
     * @param abilities of the store
     * @param id of what is in it
     */
    record OpenBucket(Abilities abilities, String id) {}

    /**
     * Returns what is known, or finds it out.
     *
     * @throws IOException if the store cannot be written, or lets several uploads of one key succeed
     */
    OpenBucket get() throws IOException {
        OpenBucket known = opened;
        return known == null ? open() : known;
    }

    /** Tries for the first time; a store that may answer later is waited for. */
    void begin() throws IOException {
        try {
            get();
        } catch (StoreUnavailableException e) {
            if (!e.isPassing()) {
                throw e;
            }
            LOG.warning(
                    () -> "The store cannot be used yet: " + e.getMessage() + ". It is asked again by each upload.");
        }
    }

    /**
     * Makes sure that it is still the same store.
     *
     * @throws org.stowage.storage.StoreMissingException if it is not
     */
    void requireSame() throws IOException {
        marker.require(get().id());
    }

    /** While one thread tries the others wait; what has failed just now is not tried again. */
    private synchronized OpenBucket open() throws IOException {
        OpenBucket known = opened;
        if (known != null) {
            return known;
        }
        IOException before = failure;
        if (before != null && nanos.getAsLong() - tried < PAUSE_NANOS) {
            throw before;
        }
        try {
            Abilities abilities = probe.run();
            require(abilities);
            OpenBucket found = new OpenBucket(abilities, marker.findOrCreate());
            opened = found;
            return found;
        } catch (IOException e) {
            failure = e;
            tried = nanos.getAsLong();
            throw e;
        }
    }

    private void require(Abilities abilities) throws IOException {
        if (!abilities.keepsFirst()) {
            acceptOverwriting();
        }
        if (!abilities.replacesIfSame() || !abilities.deletesIfSame()) {
            LOG.info(() -> marker.objects().bucket() + " does not keep If-Match when objects are "
                    + (abilities.replacesIfSame() ? "deleted" : "replaced")
                    + ": two nodes that delete a file at once may both be told so.");
        }
    }

    private void acceptOverwriting() throws IOException {
        String what =
                marker.objects().bucket() + " lets several uploads of one URL succeed, so that one overwrites another";
        if (!bestEffort) {
            throw new IOException(what + "; use a store that keeps If-None-Match, or set"
                    + " stowage.s3.no-overwrite=best-effort to live with that");
        }
        LOG.warning(() -> what + " (stowage.s3.no-overwrite=best-effort).");
    }
}

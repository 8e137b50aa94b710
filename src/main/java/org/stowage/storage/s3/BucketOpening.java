package org.stowage.storage.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.StoreUnavailableException;
import org.stowage.storage.s3.Gateway.Trust;

/**
 * What must be known of a bucket before anything is written there: it is found out once, when the store answers for the first time.
 * Safe for any number of threads.
 */
final class BucketOpening {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LATE_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ObjectClient objects;
    private final ObjectNames names;
    private final ObjectMarker marker;
    private final boolean bestEffort;
    private final LongSupplier nanos;
    private final Executor background;
    private volatile @Nullable OpenBucket opened;
    private volatile boolean complete;
    private final AtomicLong nextLook = new AtomicLong();
    private @Nullable IOException failure;
    private long tried;

    /**
     * Asks nothing yet.
     *
     * @param bestEffort whether a store is good enough that lets several uploads of one key succeed
     */
    BucketOpening(ObjectReader reader, boolean bestEffort, LongSupplier nanos) {
        this.objects = reader.objects();
        this.names = reader.names();
        this.marker = new ObjectMarker(objects, names.marker());
        this.bestEffort = bestEffort;
        this.nanos = nanos;
        this.background = reader.together();
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
        if (known == null) {
            return open();
        }
        if (!complete) {
            probeTheRest();
        }
        return known;
    }

    /** Returns what is known. */
    Optional<OpenBucket> known() {
        return Optional.ofNullable(opened);
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
            Abilities abilities = probeAll();
            OpenBucket found = new OpenBucket(abilities, marker.findOrCreate());
            opened = found;
            return found;
        } catch (IOException e) {
            failure = e;
            tried = nanos.getAsLong();
            throw e;
        }
    }

    /** Each gateway for itself, then all against each other. One that does not answer is left alone until it was probed. */
    private Abilities probeAll() throws IOException {
        List<Gateway> answering = new ArrayList<>();
        Abilities abilities = Abilities.ALL;
        @Nullable StoreUnavailableException silent = null;
        for (Gateway gateway : objects.gateways().all()) {
            try {
                abilities = abilities.and(probe(List.of(gateway)));
                answering.add(gateway);
            } catch (StoreUnavailableException e) {
                silent = e;
                if (!e.isPassing()) {
                    throw e;
                }
            }
        }
        if (silent != null && answering.isEmpty()) {
            throw silent;
        }
        if (answering.size() > 1) {
            abilities = abilities.and(probe(answering));
        }
        answering.forEach(gateway -> gateway.trust(Trust.PROVEN));
        complete = silent == null;
        nextLook.set(nanos.getAsLong() + PAUSE_NANOS);
        return abilities;
    }

    /** Every now and then gateways that have not answered before are probed, while others go on. */
    private void probeTheRest() {
        long due = nextLook.get();
        long now = nanos.getAsLong();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + LATE_PAUSE_NANOS)) {
            background.execute(() -> {
                objects.gateways().with(Trust.UNKNOWN).toList().forEach(this::probeLate);
                complete = objects.gateways().with(Trust.UNKNOWN).findAny().isEmpty();
            });
        }
    }

    private void probeLate(Gateway late) {
        try {
            Gateway proven = objects.gateways().with(Trust.PROVEN).findFirst().orElseThrow();
            Abilities found = probe(List.of(late)).and(probe(List.of(late, proven)));
            include(found);
            late.trust(Trust.PROVEN);
            LOG.info(() -> late.place() + " was probed and is used from now on.");
        } catch (StoreUnavailableException e) {
            LOG.log(Level.FINE, "A gateway still does not answer.", e);
        } catch (IOException e) {
            late.trust(Trust.REFUSED);
            LOG.severe(() -> e.getMessage() + ". It is not used until the next deployment.");
        }
    }

    private synchronized void include(Abilities late) {
        OpenBucket known = opened;
        if (known != null) {
            opened = new OpenBucket(known.abilities().and(late), known.id());
        }
    }

    private Abilities probe(List<Gateway> gateways) throws IOException {
        List<ObjectClient> ways = gateways.stream()
                .map(objects.gateways()::only)
                .map(ObjectClient::new)
                .toList();
        Abilities found = new WriteProbe(ways, names).run();
        require(
                found,
                gateways.stream().map(gateway -> gateway.place().toString()).collect(Collectors.joining(" and ")));
        return found;
    }

    private void require(Abilities abilities, String place) throws IOException {
        if (!abilities.keepsFirst()) {
            acceptOverwriting(place);
        }
        if (!abilities.replacesIfSame() || !abilities.deletesIfSame()) {
            LOG.info(() -> place + " does not keep If-Match when objects are "
                    + (abilities.replacesIfSame() ? "deleted" : "replaced")
                    + ": two nodes that delete a file at once may both be told so.");
        }
    }

    private void acceptOverwriting(String place) throws IOException {
        String what = place + " lets several uploads of one URL succeed, so that one overwrites another";
        if (!bestEffort) {
            throw new IOException(what + "; use a store that keeps If-None-Match, or set"
                    + " stowage.s3.no-overwrite=best-effort to live with that");
        }
        LOG.warning(() -> what + ". Uploads are kept apart by best effort only (stowage.s3.no-overwrite=best-effort).");
    }
}

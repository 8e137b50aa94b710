package org.stowage.management.health;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.stowage.storage.Capacity;
import org.stowage.storage.StoreMissingException;

/** The checks of the store and the clock. */
public final class StoreHealth {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    private static final Duration FRESHNESS = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** An instant before this release. A clock that was never set starts in 1970, or when the machine was made. */
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private StoreHealth() {}

    /** Returns the checks that the store can be written, that it has space, and that the clock is plausible. */
    public static List<HealthCheck> of(Capacity store, LongSupplier floor, Clock clock) {
        return List.of(writable(store, clock), space(store, floor), clock(clock));
    }

    /** Checks that a small file can be written and removed; it is synced if uploads are. */
    static HealthCheck writable(Capacity store, Clock clock) {
        String name = "store";
        HealthCheck check = () -> {
            try {
                store.probe();
                return store.isBestEffort()
                        ? new HealthState(name, true, Map.of("no-overwrite", "best effort"))
                        : HealthState.up(name);
            } catch (StoreMissingException e) {
                return HealthState.down(
                        name,
                        store.isBounded()
                                ? "It is missing at its base path: mount it, or correct stowage.base-path; the log says more."
                                : "Its bucket is missing, or is another one; the self-check says more.");
            } catch (IOException e) {
                LOG.warning(() -> "The store cannot be written: " + e);
                return HealthState.down(name, "It cannot be written; the log says why.");
            }
        };
        return new CachedHealthCheck(name, check, FRESHNESS, TIMEOUT, clock);
    }

    /** Checks that at least {@code floor} bytes are free. */
    static HealthCheck space(Capacity store, LongSupplier floor) {
        return () -> {
            OptionalLong usable = store.usableSpace();
            long least = floor.getAsLong();
            return new HealthState(
                    "space",
                    !store.isBounded() || (usable.isPresent() && usable.getAsLong() >= least),
                    Map.of("usable", usable.orElse(-1), "floor", least));
        };
    }

    /** Checks that the clock was set, because expiry, tokens and the dates of files depend on it. */
    static HealthCheck clock(Clock clock) {
        return () -> new HealthState(
                "clock",
                !clock.instant().isBefore(BUILT),
                Map.of("now", clock.instant().toString()));
    }
}

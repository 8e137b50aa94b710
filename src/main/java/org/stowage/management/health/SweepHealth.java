package org.stowage.management.health;

import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Checks whether the sweeper keeps up with its schedule. */
public final class SweepHealth {

    private SweepHealth() {}

    /**
     * Returns the check.
     *
     * @param late whether the sweeper has made no progress for too long
     * @param progress when a part of the store was last swept
     */
    public static HealthCheck of(BooleanSupplier late, Supplier<Instant> progress) {
        return () -> new HealthState(
                "sweep", !late.getAsBoolean(), Map.of("last", progress.get().toString()));
    }
}

package org.stowage.management.health;

import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether what should be removed from the store is removed. */
public final class SweepHealth {

    private SweepHealth() {}

    /**
     * Returns the check.
     *
     * @param late whether a part of the store should have been swept long ago
     * @param progress when one was swept last
     */
    public static HealthCheck of(BooleanSupplier late, Supplier<Instant> progress) {
        return () -> new HealthState(
                "sweep", !late.getAsBoolean(), Map.of("last", progress.get().toString()));
    }
}

package org.stowage.management.health;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks whether the virtual machine had an error lately, such as too little memory or a class that cannot be loaded.
 */
public final class ErrorHealth {

    /** How long an error makes the deployment unready. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private ErrorHealth() {}

    /**
     * Returns the check.
     *
     * @param sinceLast the time since the last {@link Error} in a request, if there was one
     */
    public static HealthCheck of(Supplier<Optional<Duration>> sinceLast) {
        return () -> sinceLast.get().filter(time -> time.compareTo(FRESH) < 0).isPresent()
                ? HealthState.down(
                        "errors", "The virtual machine had an error within the last minute; the log says which.")
                : HealthState.up("errors");
    }
}

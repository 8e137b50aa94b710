package org.stowage.management.health;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the virtual machine can do what the code asks of it. */
public final class ErrorHealth {

    /** As long as one error says something about the next request. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private ErrorHealth() {}

    /**
     * Returns the check.
     *
     * @param sinceLast how long ago the last {@link Error} was
     */
    public static HealthCheck of(Supplier<Optional<Duration>> sinceLast) {
        return () -> sinceLast.get().filter(time -> time.compareTo(FRESH) < 0).isPresent()
                ? HealthState.down(
                        "errors", "The virtual machine had an error within the last minute; the log says which.")
                : HealthState.up("errors");
    }
}

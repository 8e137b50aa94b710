package org.stowage.management.health;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows whether the clock of the machine has jumped. A jump stops deletions, but never makes a deployment unready,
 * because uploads do not depend on it.
 *
 * @param jump by how much the clock is ahead, if it has jumped
 */
public record ClockJumpHealth(Supplier<Optional<Duration>> jump) implements HealthCheck {

    @Override
    public HealthState look() {
        Optional<Duration> seen = jump.get();
        return new HealthState(
                "jump",
                true,
                Map.of(
                        "deleting",
                        seen.isEmpty(),
                        "seconds",
                        seen.orElse(Duration.ZERO).toSeconds()));
    }
}

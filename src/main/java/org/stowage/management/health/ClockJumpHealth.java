package org.stowage.management.health;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the clock of the machine has jumped. Uploads do not depend on it, so a jump never makes a deployment unready; deletions
 * wait.
 *
 * @param jump by how much the clock is ahead, if it is not believed
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

package org.stowage.management.health;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs the health checks of this deployment. */
public final class Health {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    private final List<HealthCheck> checks;

    /** Takes the checks, in the order of the answer. */
    public Health(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Returns a report without checks, which is up: a deployment that answers is alive. */
    public static HealthReport alive() {
        return new HealthReport(List.of());
    }

    /** Runs all checks. A check that throws counts as down. */
    public HealthReport ready() {
        return new HealthReport(checks.stream().map(Health::look).toList());
    }

    private static HealthState look(HealthCheck check) {
        try {
            return check.look();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "A health check failed", e);
            return HealthState.down("check", "A check failed; the log says more.");
        }
    }
}

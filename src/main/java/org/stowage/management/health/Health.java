package org.stowage.management.health;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whether this deployment can do its work. */
public final class Health {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    private final List<HealthCheck> checks;

    /** Takes what is looked at, in the order of the answer. */
    public Health(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Returns that the deployment is there: who asks has been answered. */
    public static HealthReport alive() {
        return new HealthReport(List.of());
    }

    /** Looks at everything. */
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

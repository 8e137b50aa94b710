package org.stowage.management.microprofile;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.stowage.management.health.Health;
import org.stowage.management.health.HealthReport;
import org.stowage.management.health.HealthState;

/** All checks in one, as {@code store: UP}, {@code space.usable: 1234}: here their number must be known at deployment. */
@Readiness
public final class Ready implements HealthCheck {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    private final Provider<Health> health;

    /** Takes what looks, once it is there: the server makes this before the deployment has begun. */
    @Inject
    public Ready(Provider<Health> health) {
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        return report().map(Ready::response).orElseGet(() -> HealthCheckResponse.down("Stowage"));
    }

    /** Nothing while the deployment has not begun, or cannot. */
    private Optional<HealthReport> report() {
        try {
            return Optional.of(health.get().ready());
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "The deployment is not there yet.", e);
            return Optional.empty();
        }
    }

    private static HealthCheckResponse response(HealthReport report) {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Stowage").status(report.isUp());
        report.states().forEach(state -> tell(state, response));
        return response.build();
    }

    private static void tell(HealthState state, HealthCheckResponseBuilder response) {
        response.withData(state.name(), state.up() ? "UP" : "DOWN");
        state.data().forEach((key, value) -> tell(state.name() + "." + key, value, response));
    }

    private static void tell(String key, Object value, HealthCheckResponseBuilder response) {
        if (value instanceof Number number) {
            response.withData(key, number.longValue());
        } else {
            response.withData(key, value.toString());
        }
    }
}

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

/**
 * Readiness: all checks in one response, with data such as {@code store: UP} and {@code space.usable: 1234}. It is one
 * response because MicroProfile Health must know the number of checks at deployment.
 */
@Readiness
public final class Ready implements HealthCheck {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    private final Provider<Health> health;

    /** Takes a provider, because the server makes this object before the deployment has started. */
    @Inject
    public Ready(Provider<Health> health) {
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        return report().map(Ready::response).orElseGet(() -> HealthCheckResponse.down("Stowage"));
    }

    /** Returns the report; empty if the deployment has not started yet or cannot start. */
    private Optional<HealthReport> report() {
        try {
            return Optional.of(health.get().ready());
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "The deployment has not started yet.", e);
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

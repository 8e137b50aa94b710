package org.stowage;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.stowage.config.ByteSize;
import org.stowage.config.QuotaSettings;
import org.stowage.config.Settings;
import org.stowage.management.AdminDesk;
import org.stowage.management.AdminRoute;
import org.stowage.management.Health;
import org.stowage.management.HealthCheck;
import org.stowage.management.StoreChecks;
import org.stowage.retention.Keeper;

/** What is below {@code /-/}. */
@Dependent
public final class AdminWiring {

    /** Less is a full disk, whatever the quotas say: an upload of the usual size does not fit. */
    private static final long LEAST_SPACE = 64L << 20;

    /** The calls; a further one is a further line. */
    @Produces
    @Singleton
    static AdminDesk desk(Settings settings, Health health) {
        return new AdminDesk(
                settings::admin,
                List.of(
                        AdminRoute.open("health/live", request -> Health.alive().answer()),
                        AdminRoute.get("health/ready", request -> health.ready().answer())));
    }

    /** What readiness is; a further check is a further line. */
    @Produces
    @Singleton
    static Health health(Settings settings, Keeper keeper) {
        Supplier<Settings> now = () -> settings;
        List<HealthCheck> checks = new ArrayList<>(StoreChecks.of(keeper, floor(now), Clock.systemUTC()));
        return new Health(checks);
    }

    /** Where the oldest files go for new ones, the store goes down to its free space and stays there. */
    private static LongSupplier floor(Supplier<Settings> settings) {
        return () -> {
            QuotaSettings quotas = settings.get().quotas();
            ByteSize kept = quotas.freeSpace();
            boolean refuses = quotas.policy() == QuotaSettings.Policy.REFUSE;
            return kept != null && refuses ? kept.bytes() : LEAST_SPACE;
        };
    }
}

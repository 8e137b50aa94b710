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
import org.stowage.config.LiveSettings;
import org.stowage.config.QuotaSettings;
import org.stowage.config.Settings;
import org.stowage.management.RetentionControl;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminDesk;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.check.Diagnosis;
import org.stowage.management.check.Questions;
import org.stowage.management.check.SelfCheck;
import org.stowage.management.check.TestUpload;
import org.stowage.management.figures.Counters;
import org.stowage.management.figures.Metrics;
import org.stowage.management.health.ErrorCheck;
import org.stowage.management.health.Health;
import org.stowage.management.health.HealthCheck;
import org.stowage.management.health.JumpCheck;
import org.stowage.management.health.StoreChecks;
import org.stowage.management.health.SweepCheck;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.sweep.Sweeper;

/** What is below {@code /-/}. */
@Dependent
public final class AdminWiring {

    /** Less is a full disk, whatever the quotas say: an upload of the usual size does not fit. */
    private static final long LEAST_SPACE = 64L << 20;

    /** The calls; a further one is a further line. */
    @Produces
    @Singleton
    static AdminDesk desk(
            LiveSettings settings, Health health, Metrics metrics, Questions questions, RetentionControl retention) {
        return new AdminDesk(
                () -> settings.get().admin(),
                List.of(
                        AdminRoute.open("health/live", request -> Health.alive().answer()),
                        AdminRoute.get("health/ready", request -> health.ready().answer()),
                        AdminRoute.get(
                                "metrics",
                                request -> metrics.text(request.accept()).answer()),
                        AdminRoute.get("settings", request -> AdminAnswer.json(settings.shown())),
                        AdminRoute.get("check", request -> questions.check(request)),
                        AdminRoute.post("follow-clock", request -> Questions.done(request, retention.followClock())),
                        AdminRoute.post("explain", request -> questions.explain(request)),
                        AdminRoute.post("test-upload", request -> questions.testUpload(request))));
    }

    @Produces
    @Singleton
    static RetentionControl retention(RetainingRepository repository, Sweeper sweeper) {
        return new RetentionControl(repository, sweeper);
    }

    @Produces
    @Singleton
    static Questions questions(Diagnosis diagnosis, SelfCheck check, TestUpload testUpload) {
        return new Questions(diagnosis, check, testUpload);
    }

    /** What readiness is; a further check is a further line. */
    @Produces
    @Singleton
    static Health health(LiveSettings settings, RetainingRepository repository, Sweeper sweeper, Counters counters) {
        List<HealthCheck> checks =
                new ArrayList<>(StoreChecks.of(repository.capacity(), floor(settings), Clock.systemUTC()));
        checks.add(new JumpCheck(repository.clock()::jump));
        checks.add(SweepCheck.of(sweeper::isLate, sweeper::progress));
        checks.add(ErrorCheck.of(counters::timeSinceError));
        checks.add(SelfCheck.listeners(settings));
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

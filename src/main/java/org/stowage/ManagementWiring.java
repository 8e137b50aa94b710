package org.stowage;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stowage.audit.AuditLog;
import org.stowage.config.ByteSize;
import org.stowage.config.LiveSettings;
import org.stowage.config.QuotaSettings;
import org.stowage.config.Settings;
import org.stowage.http.Addresses;
import org.stowage.http.GatePreview;
import org.stowage.management.CatalogControl;
import org.stowage.management.RetentionControl;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.admin.AdminRouter;
import org.stowage.management.api.FileQuestions;
import org.stowage.management.check.Diagnosis;
import org.stowage.management.check.DiagnosisCalls;
import org.stowage.management.check.ProxyCheck;
import org.stowage.management.check.SelfCheck;
import org.stowage.management.check.TestUpload;
import org.stowage.management.check.UploadPreview;
import org.stowage.management.health.ClockJumpHealth;
import org.stowage.management.health.ErrorHealth;
import org.stowage.management.health.Health;
import org.stowage.management.health.HealthCheck;
import org.stowage.management.health.NodesHealth;
import org.stowage.management.health.StoreHealth;
import org.stowage.management.health.SweepHealth;
import org.stowage.management.metrics.Counters;
import org.stowage.management.metrics.Metrics;
import org.stowage.management.page.Page;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.ContentCache;
import org.stowage.token.Signer;
import org.stowage.token.TokenVerifier;
import org.stowage.token.diagnosis.Explainer;

/**
 * Produces the parts for administrators: the URLs below {@code /-/}, health, metrics, self-check, diagnosis and test
 * upload.
 */
@Dependent
public final class ManagementWiring {

    /**
     * With less free space the store counts as full, independently of the quotas: an upload of the usual size would not
     * fit.
     */
    private static final long LEAST_SPACE = 64L << 20;

    private static final String BUILD = "build.properties";

    /** Lists the URLs below {@code /-/}. */
    @Produces
    @Singleton
    static AdminRouter router(
            LiveSettings settings,
            Health health,
            Metrics metrics,
            DiagnosisCalls calls,
            RetentionControl retention,
            AdminApi api) {
        List<AdminRoute> routes = new ArrayList<>(api.routes());
        routes.addAll(Page.routes());
        routes.addAll(List.of(
                AdminRoute.open("health/live", request -> Health.alive().answer()),
                AdminRoute.get("health/ready", request -> health.ready().answer()),
                AdminRoute.get(
                        "metrics", request -> metrics.text(request.accept()).answer()),
                AdminRoute.get("check", request -> calls.check(request)),
                AdminRoute.post("follow-clock", request -> DiagnosisCalls.done(request, retention.followClock())),
                AdminRoute.ask("explain", request -> calls.explain(request)),
                AdminRoute.post("test-upload", request -> calls.testUpload(request))));
        return new AdminRouter(() -> settings.get().admin(), routes);
    }

    @Produces
    @Singleton
    static RetentionControl retention(RetainingRepository repository, Sweeper sweeper) {
        return new RetentionControl(repository, sweeper);
    }

    @Produces
    @Singleton
    static FileQuestions questions(RetainingRepository repository) {
        return new FileQuestions(repository);
    }

    @Produces
    @Singleton
    static CatalogControl catalog(FileQuestions questions, RetainingRepository repository, Sweeper sweeper) {
        return new CatalogControl(questions, repository.catalog(), sweeper);
    }

    @Produces
    @Singleton
    static DiagnosisCalls diagnosisCalls(Diagnosis diagnosis, SelfCheck check, TestUpload testUpload) {
        return new DiagnosisCalls(diagnosis, check, testUpload);
    }

    /** Lists the checks of readiness. */
    @Produces
    @Singleton
    static Health health(
            LiveSettings settings,
            RetainingRepository repository,
            Sweeper sweeper,
            Counters counters,
            StoreNodes nodes) {
        List<HealthCheck> checks =
                new ArrayList<>(StoreHealth.of(repository.capacity(), floor(settings), Clock.systemUTC()));
        checks.add(new ClockJumpHealth(repository.clock()::jump));
        checks.add(SweepHealth.of(sweeper::isLate, sweeper::progress));
        nodes.nodes().ifPresent(others -> checks.add(NodesHealth.of(others::membership)));
        checks.add(ErrorHealth.of(counters::timeSinceError));
        checks.add(SelfCheck.listeners(settings));
        return new Health(checks);
    }

    @Produces
    @Singleton
    static Metrics metrics(
            Counters counters,
            RetainingRepository repository,
            Sweeper sweeper,
            LiveSettings settings,
            AuditLog audit,
            ContentCache contents,
            StoreNodes nodes) {
        return new Metrics(counters, version(), Clock.systemUTC().instant())
                .with(repository, sweeper)
                .with(() -> settings.refused().isEmpty() ? 0 : 1)
                .with(audit)
                .with(contents)
                .withNodes(nodes::membership);
    }

    /** Finds the files that admins name, with the settings in force. */
    @Produces
    @Singleton
    static Supplier<Addresses> addresses(LiveSettings settings, ContextPath path) {
        String base = path.get() + "/";
        return settings.view(now -> new Addresses(
                SettingsTranslation.tenants(now),
                Stream.concat(Stream.of(base), now.advertised().map(URI::getRawPath).stream())
                        .toList()));
    }

    @Produces
    @Singleton
    static UploadPreview uploadPreview(
            RetainingRepository repository,
            TokenVerifier verifier,
            Takedowns takedowns,
            Supplier<Addresses> addresses) {
        return new GatePreview(repository, verifier, takedowns, addresses);
    }

    @Produces
    @Singleton
    static Diagnosis diagnosis(LiveSettings settings, UploadPreview preview) {
        return new Diagnosis(new Explainer(() -> signers(settings.get()), Clock.systemUTC()), preview);
    }

    @Produces
    @Singleton
    static SelfCheck selfCheck(
            LiveSettings settings,
            ContextPath path,
            ProxyCheck proxies,
            RetainingRepository repository,
            StoreNodes nodes) {
        return SelfCheck.of(settings, path.get(), Clock.systemUTC(), proxies, repository, nodes.nodes());
    }

    @Produces
    @Singleton
    static TestUpload testUpload(LiveSettings settings, ContextPath path, Takedowns takedowns) {
        return new TestUpload(new TestSites(settings, path.get()), takedowns, Clock.systemUTC());
    }

    @Produces
    @Singleton
    static ProxyCheck proxies() {
        return new ProxyCheck();
    }

    private static List<Signer> signers(Settings settings) {
        return settings.tenants().stream().map(SettingsTranslation::signer).toList();
    }

    /**
     * Returns how much space must be free. If the oldest files are evicted, this is not the quota, because the disk is
     * meant to be as full as the quota allows.
     */
    private static LongSupplier floor(Supplier<Settings> settings) {
        return () -> {
            QuotaSettings quotas = settings.get().quotas();
            ByteSize kept = quotas.freeSpace();
            boolean refuses = quotas.policy() == QuotaSettings.Policy.REFUSE;
            return kept != null && refuses ? kept.bytes() : LEAST_SPACE;
        };
    }

    static String version() {
        Properties build = new Properties();
        try (InputStream in = ManagementWiring.class.getResourceAsStream(BUILD)) {
            build.load(Objects.requireNonNull(in, BUILD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version");
    }
}

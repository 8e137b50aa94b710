package org.stowage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.stowage.audit.AuditLog;
import org.stowage.config.InvalidSettingsException;
import org.stowage.config.LiveSettings;
import org.stowage.config.Settings;
import org.stowage.http.Addresses;
import org.stowage.http.Deployment;
import org.stowage.http.UnreadBodies;
import org.stowage.management.Registration;
import org.stowage.management.RetentionControl;
import org.stowage.management.SettingsControl;
import org.stowage.management.StoreControl;
import org.stowage.management.check.Diagnosis;
import org.stowage.management.check.DiagnosisControl;
import org.stowage.management.check.ProxyCheck;
import org.stowage.management.check.SelfCheck;
import org.stowage.management.check.StartupCheck;
import org.stowage.management.check.TestUpload;
import org.stowage.management.check.UploadPreview;
import org.stowage.management.figures.Counters;
import org.stowage.management.figures.Metrics;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.sweep.Sweeper;
import org.stowage.storage.FileRepository;
import org.stowage.storage.local.Durability;
import org.stowage.storage.local.ReopeningRepository;
import org.stowage.token.TokenVerifier;

/** The one place that picks implementations. Producers are static: this bean waits for what they make. */
@ApplicationScoped
public class Wiring {

    @Inject
    private ContextPath contextPath;

    @Inject
    private Instance<LiveSettings> settings;

    @Inject
    private Instance<RetainingRepository> repository;

    @Inject
    private Instance<Sweeper> sweeper;

    @Inject
    private Instance<RetentionControl> retention;

    @Inject
    private Instance<AuditLog> audit;

    @Inject
    private Counters counters;

    @Inject
    private Instance<Takedowns> takedowns;

    @Inject
    private Instance<Supplier<Addresses>> addresses;

    @Inject
    private Instance<UploadPreview> gate;

    @Inject
    private Instance<Diagnosis> diagnosis;

    @Inject
    private Instance<SelfCheck> selfCheck;

    @Inject
    private Instance<TestUpload> testUpload;

    @Inject
    private Instance<Metrics> metrics;

    /**
     * Makes sure that all is there that requests will need.
     *
     * @param at the context path
     * @param host the virtual host
     * @return the settings in force
     * @throws StartupException if a setting is wrong, or the store or the audit log cannot be opened
     */
    Settings open(String at, String host) {
        contextPath.is(at, host);
        LiveSettings live = settings.get();
        repository.get();
        audit.get();
        return live.get();
    }

    /** Has done once, for nobody, what requests will do. */
    void rehearse() {
        Preparation.rehearse(settings.get().get(), gate.get(), Clock.systemUTC().instant());
    }

    /** Shows the beans to the server's console until the registrations are closed. */
    List<Registration> register() {
        Map<String, Object> beans = Map.of(
                "Uploads", FiguresWiring.uploads(counters),
                "Store",
                        new StoreControl(
                                takedowns.get(), url -> addresses.get().get().keyOf(url)),
                "Retention", retention.get(),
                "Settings", new SettingsControl(settings.get()),
                "Diagnosis", new DiagnosisControl(diagnosis.get(), selfCheck.get(), testUpload.get()));
        return beans.entrySet().stream()
                .flatMap(bean ->
                        Registration.of(bean.getValue(), bean.getKey(), contextPath.get(), contextPath.host()).stream())
                .toList();
    }

    /** Logs what the self-check finds, now and when the server has started, unless what is returned is closed before. */
    StartupCheck startCheck() {
        return new StartupCheck(selfCheck.get());
    }

    /** Begins to follow the configuration, until what is returned is closed. */
    SettingsWatch watchSettings() {
        return SettingsWatch.start(new SettingsControl(settings.get()));
    }

    /** Shows the figures to the server's Micrometer, if it has one, until what is returned is run. */
    Optional<Runnable> tellMicrometer() {
        return FiguresWiring.tellMicrometer(metrics.get(), contextPath.get() + "/");
    }

    /** Begins to count and to sweep, until what is returned is closed. */
    Sweeper startSweeper() {
        Sweeper started = sweeper.get();
        started.start();
        return started;
    }

    /** Reads the settings; they follow the configuration. */
    @Produces
    @Singleton
    static LiveSettings settings() {
        try {
            return new LiveSettings(ConfigProvider.getConfig(), Server.current().dataDirectory());
        } catch (InvalidSettingsException e) {
            throw new StartupException(e.getMessage()
                    + (e.isSecretMissing() ? ". " + Server.current().howToSet() : "."));
        }
    }

    /** Opens the store, or waits for it. Nobody but the {@link RetainingRepository} is given the bare one. */
    @Produces
    @Singleton
    static RetainingRepository repository(LiveSettings settings, AuditLog audit, ContextPath deployment) {
        Path memory = Server.current().dataDirectory().resolve("stowage-stores/" + deployment.fileName());
        Durability durability = switch (settings.get().durability()) {
            case FSYNC -> Durability.FSYNC;
            case NONE -> Durability.NONE;
        };
        try {
            Path base = settings.get().basePath();
            TrustedClock clock = new TrustedClock(Clock.systemUTC(), System::nanoTime);
            ReopeningRepository store = ReopeningRepository.open(base, durability, clock.dates(), memory);
            if (store.isThere()) {
                audit.begin(base);
            }
            return new RetainingRepository(store, settings.view(RetentionWiring::policy), clock, audit);
        } catch (IOException e) {
            throw new StartupException("the base path cannot be used: " + e.getMessage());
        }
    }

    static void close(@Disposes RetainingRepository repository) {
        repository.close();
    }

    @Produces
    @Singleton
    static Sweeper sweeper(RetainingRepository repository) {
        return new Sweeper(repository);
    }

    @Produces
    @Singleton
    static TokenVerifier verifier() {
        return new TokenVerifier(Clock.systemUTC());
    }

    @Produces
    @Singleton
    static Counters counters() {
        return FiguresWiring.counters();
    }

    @Produces
    @Singleton
    static Metrics metrics(
            Counters counters, RetainingRepository repository, Sweeper sweeper, LiveSettings settings, AuditLog audit) {
        return FiguresWiring.metrics(counters, repository, sweeper, settings).with(audit);
    }

    /** Opens the audit log. */
    @Produces
    @Singleton
    static AuditLog audit(LiveSettings settings, Counters counters) {
        return AuditWiring.log(settings.get().audit(), counters::happened);
    }

    static void close(@Disposes AuditLog audit) {
        audit.close();
    }

    @Produces
    @Singleton
    static Deployment deployment(LiveSettings settings, Counters counters, AuditLog audit, ProxyCheck proxies) {
        UnreadBodies unread = new UnreadBodies(System::nanoTime);
        return new Deployment(settings.view(TenantWiring::requestSettings), counters, audit, proxies, unread);
    }

    @Produces
    @Singleton
    static Takedowns takedowns(FileRepository repository, AuditLog audit) {
        return new Takedowns(repository, Clock.systemUTC(), audit);
    }

    /** Returns keys that look like settings and are none. */
    List<String> unknownKeys() {
        return settings.get().unknown();
    }
}

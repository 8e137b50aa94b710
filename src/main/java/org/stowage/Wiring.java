package org.stowage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.stowage.audit.AuditLog;
import org.stowage.config.InvalidSettingsException;
import org.stowage.config.Settings;
import org.stowage.config.SettingsReader;
import org.stowage.config.TenantSettings;
import org.stowage.http.Addresses;
import org.stowage.http.AllowedMethods;
import org.stowage.http.Site;
import org.stowage.http.Tenants;
import org.stowage.management.Counters;
import org.stowage.management.Metrics;
import org.stowage.management.Registration;
import org.stowage.management.RetentionControl;
import org.stowage.management.StoreControl;
import org.stowage.retention.Keeper;
import org.stowage.retention.Sweeper;
import org.stowage.retention.Warden;
import org.stowage.storage.FileRepository;
import org.stowage.storage.local.Durability;
import org.stowage.storage.local.LocalRepository;
import org.stowage.token.Deletions;
import org.stowage.token.TenantContracts;
import org.stowage.token.TokenVerifier;

/** The one place that picks implementations. Producers are static: this bean waits for what they make. */
@ApplicationScoped
public class Wiring {

    @Inject
    private Instance<Settings> settings;

    @Inject
    private Instance<Keeper> keeper;

    @Inject
    private Instance<Sweeper> sweeper;

    @Inject
    private Instance<AuditLog> audit;

    @Inject
    private Counters counters;

    @Inject
    private Instance<Warden> warden;

    @Inject
    private Instance<Metrics> metrics;

    /**
     * Makes sure that all is there that requests will need.
     *
     * @return the settings in force
     * @throws StartupException if a setting is wrong, or the store or the audit log cannot be opened
     */
    Settings open() {
        Settings inForce = settings.get();
        keeper.get();
        audit.get();
        return inForce;
    }

    /** Shows the beans to the server's console until the registrations are closed. */
    List<Registration> register(String contextPath) {
        Addresses addresses = new Addresses(tenants(settings.get()), bases(contextPath));
        Map<String, Object> beans = Map.of(
                "Uploads", FiguresWiring.uploads(counters),
                "Store", new StoreControl(warden.get(), addresses::keyOf),
                "Retention", new RetentionControl(keeper.get(), sweeper.get()));
        List<Registration> registrations = new ArrayList<>();
        try {
            beans.forEach((type, bean) -> registrations.add(new Registration(bean, type, contextPath)));
            return registrations;
        } catch (IllegalStateException e) {
            registrations.forEach(Registration::close);
            throw e;
        }
    }

    private List<String> bases(String contextPath) {
        return Stream.concat(Stream.of(contextPath + "/"), settings.get().advertised().map(URI::getRawPath).stream())
                .toList();
    }

    /** Shows the figures to the server's Micrometer, if it has one, until what is returned is run. */
    Optional<Runnable> tellMicrometer() {
        return FiguresWiring.tellMicrometer(metrics.get());
    }

    /** Begins to count and to sweep, until what is returned is closed. */
    Sweeper startSweeper() {
        Sweeper started = sweeper.get();
        started.start();
        return started;
    }

    /** Reads the settings, once. */
    @Produces
    @Singleton
    static Settings settings() {
        try {
            return reader().read();
        } catch (InvalidSettingsException e) {
            throw new StartupException(e.getMessage() + ". " + Server.current().howToSet());
        }
    }

    /** Opens the store. Nobody but its keeper is given the bare one. */
    @Produces
    @Singleton
    static Keeper keeper(Settings settings, AuditLog audit) {
        Durability durability = switch (settings.durability()) {
            case FSYNC -> Durability.FSYNC;
            case NONE -> Durability.NONE;
        };
        try {
            FileRepository store = LocalRepository.open(settings.basePath(), durability, Clock.systemUTC());
            return RetentionWiring.keeper(store, settings, audit);
        } catch (IOException e) {
            throw new StartupException("the base path cannot be used: " + e.getMessage());
        }
    }

    static void close(@Disposes Keeper keeper) {
        keeper.close();
    }

    @Produces
    @Singleton
    static Sweeper sweeper(Keeper keeper, Settings settings) {
        return RetentionWiring.sweeper(keeper, settings);
    }

    /** Picks the contracts of every tenant. */
    @Produces
    @Singleton
    static TokenVerifier verifier(Settings settings) {
        return new TenantContracts(
                settings.tenants().stream().collect(Collectors.toMap(TenantSettings::name, TenantWiring::contracts)));
    }

    @Produces
    @Singleton
    static Deletions deletions(Settings settings) {
        return new Deletions(settings.tenants().stream()
                .filter(tenant -> tenant.deletion().isPresent())
                .collect(Collectors.toMap(TenantSettings::name, TenantWiring::deletion)));
    }

    @Produces
    @Singleton
    static Counters counters() {
        return FiguresWiring.counters();
    }

    @Produces
    @Singleton
    static Metrics metrics(Counters counters, Keeper keeper, Sweeper sweeper, Settings settings) {
        return FiguresWiring.metrics(counters, keeper, sweeper, () -> settings);
    }

    /** Opens the audit log. */
    @Produces
    @Singleton
    static AuditLog audit(Settings settings, Counters counters) {
        return AuditWiring.log(settings.audit()).countedBy(counters::happened);
    }

    static void close(@Disposes AuditLog audit) {
        audit.close();
    }

    @Produces
    @Singleton
    static Site site(Settings settings, Counters counters, AuditLog audit) {
        boolean deletion =
                settings.tenants().stream().anyMatch(tenant -> tenant.deletion().isPresent());
        return new Site(new AllowedMethods(deletion), tenants(settings), counters, audit);
    }

    @Produces
    @Singleton
    static Warden warden(FileRepository repository, AuditLog audit) {
        return new Warden(repository, Clock.systemUTC(), audit);
    }

    private static Tenants tenants(Settings settings) {
        return new Tenants(settings.tenants().stream().map(TenantWiring::tenant).toList());
    }

    /** Returns keys that look like settings and are none. */
    static List<String> unknownKeys() {
        return reader().unknownKeys();
    }

    private static SettingsReader reader() {
        return new SettingsReader(ConfigProvider.getConfig(), Server.current().dataDirectory());
    }
}

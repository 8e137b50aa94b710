package org.stowage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.stowage.audit.AuditLog;
import org.stowage.config.InvalidSettingsException;
import org.stowage.config.Settings;
import org.stowage.config.SettingsReader;
import org.stowage.config.TenantSettings;
import org.stowage.http.AllowedMethods;
import org.stowage.http.Site;
import org.stowage.http.Tenants;
import org.stowage.http.UploadLimit;
import org.stowage.management.Counters;
import org.stowage.management.Registration;
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
    private Instance<FileRepository> repository;

    @Inject
    private Instance<AuditLog> audit;

    @Inject
    private Counters counters;

    /**
     * Makes sure that all is there that requests will need.
     *
     * @return the settings in force
     * @throws StartupException if a setting is wrong, or the store or the audit log cannot be opened
     */
    Settings open() {
        Settings inForce = settings.get();
        repository.get();
        audit.get();
        return inForce;
    }

    /** Shows the counters to the server's console until the registration is closed. */
    Registration register(String contextPath) {
        return new Registration(counters, contextPath);
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

    /** Opens the store. */
    @Produces
    @Singleton
    static FileRepository repository(Settings settings) {
        Durability durability = switch (settings.durability()) {
            case FSYNC -> Durability.FSYNC;
            case NONE -> Durability.NONE;
        };
        try {
            return LocalRepository.open(settings.basePath(), durability, Clock.systemUTC());
        } catch (IOException e) {
            throw new StartupException("the base path cannot be used: " + e.getMessage());
        }
    }

    static void close(@Disposes FileRepository repository) {
        repository.close();
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
        return new Counters();
    }

    /** Opens the audit log. */
    @Produces
    @Singleton
    static AuditLog audit(Settings settings) {
        return AuditWiring.log(settings.audit());
    }

    static void close(@Disposes AuditLog audit) {
        audit.close();
    }

    @Produces
    @Singleton
    static Site site(Settings settings, Counters counters, AuditLog audit) {
        boolean deletion =
                settings.tenants().stream().anyMatch(tenant -> tenant.deletion().isPresent());
        Tenants tenants = new Tenants(
                settings.tenants().stream().map(TenantWiring::tenant).toList());
        UploadLimit uploads = new UploadLimit(settings.maxConcurrentUploads());
        return new Site(new AllowedMethods(deletion), tenants, uploads, counters, audit);
    }

    /** Returns keys that look like settings and are none. */
    static List<String> unknownKeys() {
        return reader().unknownKeys();
    }

    private static SettingsReader reader() {
        return new SettingsReader(ConfigProvider.getConfig(), Server.current().dataDirectory());
    }
}

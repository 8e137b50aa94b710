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
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.stowage.config.InvalidSettingsException;
import org.stowage.config.Settings;
import org.stowage.config.SettingsReader;
import org.stowage.http.SizeLimit;
import org.stowage.storage.FileRepository;
import org.stowage.storage.local.Durability;
import org.stowage.storage.local.LocalRepository;
import org.stowage.token.TokenVerifier;
import org.stowage.token.V1Verifier;

/** The one place that picks implementations. Producers are static: this bean waits for what they make. */
@ApplicationScoped
public class Wiring {

    @Inject
    private Instance<Settings> settings;

    @Inject
    private Instance<FileRepository> repository;

    /**
     * Makes sure that all is there that requests will need.
     *
     * @return the settings in force
     * @throws StartupException if a setting is wrong or the store cannot be opened
     */
    Settings open() {
        Settings inForce = settings.get();
        repository.get();
        return inForce;
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

    /** Picks the contract. */
    @Produces
    @Singleton
    static TokenVerifier verifier(Settings settings) {
        return new V1Verifier(new SecretKeySpec(settings.secret().utf8(), "HmacSHA256"));
    }

    @Produces
    @Singleton
    static SizeLimit limit(Settings settings) {
        return new SizeLimit(settings.maxSize().bytes());
    }

    /** Returns keys that look like settings and are none. */
    static List<String> unknownKeys() {
        return reader().unknownKeys();
    }

    private static SettingsReader reader() {
        return new SettingsReader(ConfigProvider.getConfig(), Server.current().dataDirectory());
    }
}

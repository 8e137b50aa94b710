package org.stowage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.stowage.config.InvalidSettingsException;
import org.stowage.config.Settings;
import org.stowage.config.Settings.Protocol;
import org.stowage.config.SettingsReader;
import org.stowage.http.AllowedMethods;
import org.stowage.http.SizeLimit;
import org.stowage.storage.FileRepository;
import org.stowage.storage.local.Durability;
import org.stowage.storage.local.LocalRepository;
import org.stowage.token.Contracts;
import org.stowage.token.DeletionVerifier;
import org.stowage.token.JwtVerifier;
import org.stowage.token.Keyring;
import org.stowage.token.MetronomeVerifier;
import org.stowage.token.SigningSecret;
import org.stowage.token.TokenVerifier;
import org.stowage.token.V1Verifier;
import org.stowage.token.V2Verifier;

/** The one place that picks implementations. */
@ApplicationScoped
public class Wiring {

    /** Reads the settings, once. */
    @Produces
    @Singleton
    Settings settings() {
        try {
            return reader().read();
        } catch (InvalidSettingsException e) {
            throw new StartupException(e.getMessage() + ". " + Server.current().howToSet());
        }
    }

    /** Opens the store. */
    @Produces
    @Singleton
    FileRepository repository(Settings settings) {
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

    void close(@Disposes FileRepository repository) {
        repository.close();
    }

    /** Collects the secrets: one, for now. */
    @Produces
    @Singleton
    Keyring keyring(Settings settings) {
        SecretKeySpec key = new SecretKeySpec(settings.secret().utf8(), "HmacSHA256");
        return new Keyring(List.of(new SigningSecret("default", key, null, null)), Clock.systemUTC());
    }

    /** Picks the contracts, the highest first. */
    @Produces
    @Singleton
    TokenVerifier verifier(Settings settings, Keyring keyring) {
        return new Contracts(Stream.of(Protocol.values())
                .filter(settings.protocols()::contains)
                .map(protocol -> verifier(protocol, keyring))
                .toList());
    }

    private static TokenVerifier verifier(Protocol protocol, Keyring keyring) {
        return switch (protocol) {
            case JWT -> new JwtVerifier(keyring, Clock.systemUTC());
            case TOKEN -> new MetronomeVerifier(keyring);
            case V2 -> new V2Verifier(keyring);
            case V1 -> new V1Verifier(keyring);
        };
    }

    /** Null where nobody may delete: CDI allows that of dependent objects only. */
    @Produces
    @Dependent
    @Nullable
    DeletionVerifier deletions(Settings settings, Keyring keyring) {
        return settings.deletion()
                .map(secret -> new DeletionVerifier(keyring, secret.utf8()))
                .orElse(null);
    }

    @Produces
    @Singleton
    AllowedMethods methods(Settings settings) {
        return new AllowedMethods(settings.deletion().isPresent());
    }

    @Produces
    @Singleton
    SizeLimit limit(Settings settings) {
        return new SizeLimit(settings.maxSize().bytes());
    }

    /** Returns keys that look like settings and are none. */
    List<String> unknownKeys() {
        return reader().unknownKeys();
    }

    private static SettingsReader reader() {
        return new SettingsReader(ConfigProvider.getConfig(), Server.current().dataDirectory());
    }
}

package org.stowage;

import java.time.Clock;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.stowage.config.Settings.Protocol;
import org.stowage.config.TenantSettings;
import org.stowage.config.TimedSecret;
import org.stowage.http.Tenant;
import org.stowage.token.Contracts;
import org.stowage.token.DeletionVerifier;
import org.stowage.token.JwtVerifier;
import org.stowage.token.Keyring;
import org.stowage.token.MetronomeVerifier;
import org.stowage.token.SigningSecret;
import org.stowage.token.TokenVerifier;
import org.stowage.token.V1Verifier;
import org.stowage.token.V2Verifier;

/** What each tenant's settings become. */
final class TenantWiring {

    private TenantWiring() {}

    /** Picks the contracts, the highest first. */
    static TokenVerifier contracts(TenantSettings settings) {
        Keyring keyring = keyring(settings);
        return new Contracts(Stream.of(Protocol.values())
                .filter(settings.protocols()::contains)
                .map(protocol -> verifier(protocol, keyring))
                .toList());
    }

    /** A tenant that has no delete secret must not be asked for this. */
    static DeletionVerifier deletion(TenantSettings settings) {
        return new DeletionVerifier(
                keyring(settings), settings.deletion().orElseThrow().utf8());
    }

    static Tenant tenant(TenantSettings settings) {
        TenantSettings.Place place = settings.place();
        return new Tenant(
                settings.name(), place.host(), place.path(), settings.maxSize().bytes());
    }

    private static TokenVerifier verifier(Protocol protocol, Keyring keyring) {
        return switch (protocol) {
            case JWT -> new JwtVerifier(keyring, Clock.systemUTC());
            case TOKEN -> new MetronomeVerifier(keyring);
            case V2 -> new V2Verifier(keyring);
            case V1 -> new V1Verifier(keyring);
        };
    }

    private static Keyring keyring(TenantSettings settings) {
        return new Keyring(
                settings.secrets().stream().map(TenantWiring::signing).toList(), Clock.systemUTC());
    }

    /** Returns the name that the contract has in settings, logs and counters. */
    static String contract(Protocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }

    static SigningSecret signing(TimedSecret timed) {
        SecretKeySpec key = new SecretKeySpec(timed.secret().utf8(), "HmacSHA256");
        return new SigningSecret(timed.id(), key, timed.notBefore(), timed.notAfter());
    }
}

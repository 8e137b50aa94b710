package org.stowage;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.stowage.config.Settings;
import org.stowage.config.Settings.Protocol;
import org.stowage.config.TenantSettings;
import org.stowage.config.TimedSecret;
import org.stowage.http.Cors;
import org.stowage.http.LogDetail;
import org.stowage.http.Tenant;
import org.stowage.http.Tenants;
import org.stowage.http.Terms;
import org.stowage.token.Contracts;
import org.stowage.token.DeletionVerifier;
import org.stowage.token.Deletions;
import org.stowage.token.JwtVerifier;
import org.stowage.token.Keyring;
import org.stowage.token.MetronomeVerifier;
import org.stowage.token.SigningSecret;
import org.stowage.token.TenantContracts;
import org.stowage.token.TokenVerifier;
import org.stowage.token.V1Verifier;
import org.stowage.token.V2Verifier;

/** What the settings about requests become, of each tenant and of all. */
final class TenantWiring {

    private TenantWiring() {}

    /** Picks the contracts of each tenant. */
    private static TokenVerifier contracts(Settings settings) {
        return new TenantContracts(
                settings.tenants().stream().collect(Collectors.toMap(TenantSettings::name, TenantWiring::contracts)));
    }

    static Terms terms(Settings settings) {
        return new Terms(
                tenants(settings),
                contracts(settings),
                deletions(settings),
                new Cors(settings.corsOrigins()),
                words(settings),
                settings.uploadTimeout().duration());
    }

    private static Terms.Words words(Settings settings) {
        LogDetail detail = switch (settings.logDetail()) {
            case REFUSALS -> LogDetail.REFUSALS;
            case UPLOADS -> LogDetail.UPLOADS;
            case DOWNLOADS -> LogDetail.DOWNLOADS;
        };
        return new Terms.Words(detail, settings.logClientAddress(), Optional.ofNullable(settings.contact()));
    }

    static Tenants tenants(Settings settings) {
        return new Tenants(settings.tenants().stream().map(TenantWiring::tenant).toList());
    }

    private static Deletions deletions(Settings settings) {
        return new Deletions(settings.tenants().stream()
                .filter(tenant -> tenant.deletion().isPresent())
                .collect(Collectors.toMap(TenantSettings::name, TenantWiring::deletion)));
    }

    /** Picks the contracts, the highest first. */
    private static TokenVerifier contracts(TenantSettings settings) {
        Keyring keyring = keyring(settings);
        return new Contracts(Stream.of(Protocol.values())
                .filter(settings.protocols()::contains)
                .map(protocol -> verifier(protocol, keyring))
                .toList());
    }

    /** A tenant that has no delete secret must not be asked for this. */
    private static DeletionVerifier deletion(TenantSettings settings) {
        return new DeletionVerifier(
                keyring(settings), settings.deletion().orElseThrow().utf8());
    }

    private static Tenant tenant(TenantSettings settings) {
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

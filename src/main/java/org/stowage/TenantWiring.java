package org.stowage;

import java.time.Clock;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.stowage.config.Secret;
import org.stowage.config.Settings;
import org.stowage.config.TenantSettings;
import org.stowage.config.TimedSecret;
import org.stowage.http.Cors;
import org.stowage.http.RequestSettings;
import org.stowage.http.Tenant;
import org.stowage.http.Tenants;
import org.stowage.token.Keyring;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;

/** What the settings about requests become, of each tenant and of all. */
final class TenantWiring {

    private TenantWiring() {}

    static RequestSettings requestSettings(Settings settings) {
        return new RequestSettings(
                tenants(settings),
                new Cors(settings.corsOrigins()),
                new RequestSettings.Logging(settings.logDetail(), settings.logClientAddress()),
                Optional.ofNullable(settings.contact()),
                settings.uploadTimeout().duration());
    }

    static Tenants tenants(Settings settings) {
        return new Tenants(settings.tenants().stream().map(TenantWiring::tenant).toList());
    }

    private static Tenant tenant(TenantSettings settings) {
        TenantSettings.Place place = settings.place();
        return new Tenant(
                signer(settings), place.host(), place.path(), settings.maxSize().bytes());
    }

    static Signer signer(TenantSettings settings) {
        Keyring keyring = new Keyring(
                settings.secrets().stream().map(TenantWiring::signing).toList(), Clock.systemUTC());
        return new Signer(
                settings.name(),
                settings.contracts(),
                keyring,
                settings.deletion().map(TenantWiring::key).orElse(null));
    }

    private static SigningSecret signing(TimedSecret timed) {
        return new SigningSecret(timed.id(), key(timed.secret()), timed.notBefore(), timed.notAfter());
    }

    private static SecretKeySpec key(Secret secret) {
        return new SecretKeySpec(secret.utf8(), "HmacSHA256");
    }
}

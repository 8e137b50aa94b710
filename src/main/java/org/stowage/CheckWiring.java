package org.stowage;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.stowage.config.Settings;
import org.stowage.config.TenantSettings;
import org.stowage.http.Addresses;
import org.stowage.http.Rehearsal;
import org.stowage.management.Diagnosis;
import org.stowage.retention.Keeper;
import org.stowage.retention.Warden;
import org.stowage.token.Explainer;
import org.stowage.token.Signer;
import org.stowage.token.TokenVerifier;

/** What answers an admin's questions about uploads that fail and a server that is not well. */
final class CheckWiring {

    private CheckWiring() {}

    static Diagnosis diagnosis(
            Supplier<Settings> settings,
            Keeper keeper,
            TokenVerifier verifier,
            Warden warden,
            Supplier<Addresses> addresses) {
        Explainer explainer = new Explainer(() -> signers(settings.get()), Clock.systemUTC());
        return new Diagnosis(explainer, new Rehearsal(keeper, verifier, warden, addresses));
    }

    static List<Signer> signers(Settings settings) {
        return settings.tenants().stream().map(CheckWiring::signer).toList();
    }

    static Signer signer(TenantSettings tenant) {
        return new Signer(
                tenant.name(),
                tenant.protocols().stream().map(TenantWiring::contract).collect(Collectors.toSet()),
                tenant.secrets().stream().map(TenantWiring::signing).toList(),
                tenant.deletion()
                        .map(secret -> new SecretKeySpec(secret.utf8(), "HmacSHA256"))
                        .orElse(null));
    }
}

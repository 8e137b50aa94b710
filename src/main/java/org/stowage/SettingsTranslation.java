package org.stowage;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.stowage.config.ByteSize;
import org.stowage.config.QuotaSettings;
import org.stowage.config.QuotaSettings.Policy;
import org.stowage.config.RuleSettings;
import org.stowage.config.Secret;
import org.stowage.config.Settings;
import org.stowage.config.Settings.Sha256Setting;
import org.stowage.config.TenantSettings;
import org.stowage.config.TimeSpan;
import org.stowage.config.TimedSecret;
import org.stowage.http.Cors;
import org.stowage.http.RequestSettings;
import org.stowage.http.Tenant;
import org.stowage.http.Tenants;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.token.Keyring;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;

/** Translates the settings into the values of other rooms, which do not use {@code config} or use only parts of it. */
final class SettingsTranslation {

    private SettingsTranslation() {}

    static RequestSettings requestSettings(Settings settings) {
        return new RequestSettings(
                tenants(settings),
                new Cors(settings.corsOrigins()),
                new RequestSettings.Logging(settings.logDetail(), settings.logClientAddress()),
                Optional.ofNullable(settings.contact()),
                settings.uploadTimeout().duration());
    }

    static Tenants tenants(Settings settings) {
        return new Tenants(
                settings.tenants().stream().map(SettingsTranslation::tenant).toList());
    }

    private static Tenant tenant(TenantSettings settings) {
        TenantSettings.Place place = settings.place();
        return new Tenant(
                signer(settings), place.host(), place.path(), settings.maxSize().bytes());
    }

    static Signer signer(TenantSettings settings) {
        Keyring keyring = new Keyring(
                settings.secrets().stream().map(SettingsTranslation::signing).toList(), Clock.systemUTC());
        return new Signer(
                settings.name(),
                settings.contracts(),
                keyring,
                settings.deletion().map(SettingsTranslation::key).orElse(null));
    }

    private static SigningSecret signing(TimedSecret timed) {
        return new SigningSecret(timed.id(), key(timed.secret()), timed.notBefore(), timed.notAfter());
    }

    private static SecretKeySpec key(Secret secret) {
        return new SecretKeySpec(secret.utf8(), "HmacSHA256");
    }

    static RetentionPolicy retentionPolicy(Settings settings) {
        return new RetentionPolicy(
                rules(settings),
                quotas(settings),
                settings.retention().sweepInterval().duration(),
                settings.retention().scrubInterval().duration(),
                settings.retention().tombstones().duration(),
                settings.sha256() == Sha256Setting.ALWAYS);
    }

    /**
     * Returns a fingerprint of what all nodes of a store must agree on: rules, quotas, and what tenants may do. It depends on no
     * secret, and is the same in every process.
     */
    static String fingerprint(Settings settings) {
        RetentionPolicy policy = retentionPolicy(settings);
        Stream<String> tenants = settings.tenants().stream()
                .map(tenant -> tenant.name() + " " + tenant.place() + " " + tenant.maxSize() + " "
                        + tenant.contracts().stream().sorted().toList())
                .sorted();
        Quotas quotas = policy.quotas();
        List<Object> all = List.of(
                policy.rules(),
                quotas.byName(),
                quotas.evicting(),
                policy.tombstones(),
                policy.sha256(),
                tenants.toList());
        return UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static RetentionRules rules(Settings settings) {
        return new RetentionRules(settings.retention().rules().stream()
                .map(SettingsTranslation::rule)
                .toList());
    }

    private static Rule rule(RuleSettings settings) {
        TimeSpan keepFor = settings.keepFor();
        return new Rule(
                settings.name(),
                keepFor == null ? null : keepFor.duration(),
                settings.type(),
                settings.fileName(),
                settings.owner(),
                settings.tenant(),
                bytes(settings.largerThan()),
                bytes(settings.smallerThan()));
    }

    private static Quotas quotas(Settings settings) {
        QuotaSettings quotas = settings.quotas();
        Map<String, Long> tenants = settings.tenants().stream()
                .filter(tenant -> tenant.quota() != null)
                .collect(Collectors.toMap(TenantSettings::name, SettingsTranslation::quotaOf));
        return new Quotas(
                bytes(quotas.total()),
                bytes(quotas.freeSpace()),
                bytes(quotas.owner()),
                bytes(quotas.ownerDaily()),
                tenants,
                settings.maxConcurrentUploads(),
                quotas.policy() == Policy.EVICT_OLDEST);
    }

    private static Long quotaOf(TenantSettings tenant) {
        return Optional.ofNullable(tenant.quota()).orElseThrow().bytes();
    }

    private static @Nullable Long bytes(@Nullable ByteSize size) {
        return size == null ? null : Long.valueOf(size.bytes());
    }
}

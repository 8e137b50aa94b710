package org.stowage;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stowage.config.ByteSize;
import org.stowage.config.QuotaSettings;
import org.stowage.config.QuotaSettings.Policy;
import org.stowage.config.RuleSettings;
import org.stowage.config.Settings;
import org.stowage.config.TenantSettings;
import org.stowage.config.TimeSpan;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;

/** What the settings about retention and quotas become. */
final class RetentionWiring {

    private RetentionWiring() {}

    static RetentionPolicy policy(Settings settings) {
        return new RetentionPolicy(
                rules(settings),
                quotas(settings),
                settings.retention().sweepInterval().duration(),
                settings.retention().tombstones().duration());
    }

    private static RetentionRules rules(Settings settings) {
        return new RetentionRules(
                settings.retention().rules().stream().map(RetentionWiring::rule).toList());
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
                .collect(Collectors.toMap(TenantSettings::name, RetentionWiring::quotaOf));
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

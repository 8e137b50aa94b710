package org.stowage.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the settings of retention and quotas. */
final class RetentionReader {

    private static final String RULE = "stowage.retention.";

    private final Lookup lookup;

    RetentionReader(Lookup lookup) {
        this.lookup = lookup;
    }

    /** Reads the rules and intervals; rules may name these tenants. */
    RetentionSettings retention(List<String> tenants) {
        return new RetentionSettings(
                rules(tenants),
                lookup.readOrDefault(Setting.SWEEP_INTERVAL, ValueParsers::sweepInterval),
                lookup.readOrDefault(Setting.SCRUB_INTERVAL, ValueParsers::scrubInterval),
                lookup.readOrDefault(Setting.TOMBSTONES, ValueParsers::tombstones));
    }

    QuotaSettings quotas() {
        return new QuotaSettings(
                size(Setting.QUOTA_TOTAL.key()),
                size(Setting.QUOTA_FREE_SPACE.key()),
                size(Setting.QUOTA_OWNER.key()),
                size(Setting.QUOTA_OWNER_DAILY.key()),
                lookup.readOrDefault(Setting.QUOTA_POLICY, ValueParsers.constantOf(QuotaSettings.Policy.class)));
    }

    private List<RuleSettings> rules(List<String> tenants) {
        List<String> names = lookup.read(Setting.RETENTION.key(), NameParsers::words, List.of());
        List<RuleSettings> rules = new ArrayList<>();
        for (String name : names) {
            rules.add(rule(name, tenants));
        }
        rules.stream()
                .limit(Math.max(0, rules.size() - 1))
                .filter(RuleSettings::matchesAll)
                .forEach(rule ->
                        lookup.report(RULE + rule.name() + " matches every file, so the rules after it never apply"));
        return rules;
    }

    private RuleSettings rule(String name, List<String> tenants) {
        String prefix = RULE + name + ".";
        if (!lookup.isSet(prefix + "keep-for")) {
            lookup.report(prefix + "keep-for is not set");
        }
        RuleSettings rule = new RuleSettings(
                name,
                lookup.read(prefix + "keep-for", ValueParsers::keepFor)
                        .flatMap(Function.identity())
                        .orElse(null),
                lookup.read(prefix + "type", NameParsers::typePattern).orElse(null),
                lookup.read(prefix + "file-name", NameParsers::pattern).orElse(null),
                lookup.read(prefix + "owner", NameParsers::pattern).orElse(null),
                lookup.read(prefix + "tenant", text -> NameParsers.oneOf(tenants, text))
                        .orElse(null),
                size(prefix + "larger-than"),
                size(prefix + "smaller-than"));
        if (rule.matchesNone()) {
            lookup.report(RULE + name + " matches no file: none is that large and that small");
        }
        return rule;
    }

    private @Nullable ByteSize size(String key) {
        return lookup.read(key, ValueParsers::positiveSize).orElse(null);
    }
}

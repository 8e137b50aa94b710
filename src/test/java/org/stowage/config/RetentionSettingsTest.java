package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.config.QuotaSettings.Policy;

/** Rules of retention and quotas, and how they are written. */
final class RetentionSettingsTest {

    @Test
    void withoutSettingsThereIsNoRuleAndNoQuota() {
        Settings settings = read(Map.of());
        assertThat(settings.retention().rules()).isEmpty();
        assertThat(settings.retention().sweepInterval().duration()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.retention().scrubInterval().duration()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.retention().tombstones().duration()).isEqualTo(Duration.ofDays(365));
        assertThat(settings.quotas()).isEqualTo(new QuotaSettings(null, null, null, null, Policy.REFUSE));
    }

    @Test
    void rulesKeepTheOrderOfTheirNames() {
        RetentionSettings retention = read(Map.of(
                        "stowage.retention", "stories,large,rest",
                        "stowage.retention.stories.file-name", "story_*",
                        "stowage.retention.stories.keep-for", "1 day",
                        "stowage.retention.large.larger-than", "10 MiB",
                        "stowage.retention.large.type", "Video/*",
                        "stowage.retention.large.keep-for", "30 days",
                        "stowage.retention.rest.keep-for", "ever"))
                .retention();
        TimeSpan day = TimeSpan.parse("1 day");
        TimeSpan month = TimeSpan.parse("30 days");
        assertThat(retention.rules())
                .containsExactly(
                        new RuleSettings("stories", day, null, "story_*", null, null, null, null),
                        new RuleSettings("large", month, "video/*", null, null, null, ByteSize.parse("10 MiB"), null),
                        new RuleSettings("rest", null, null, null, null, null, null, null));
    }

    @Test
    void quotasAreSizes() {
        Settings settings = read(Map.of(
                "stowage.quota.total", "1 TiB",
                "stowage.quota.free-space", "5 GiB",
                "stowage.quota.owner", "2 GiB",
                "stowage.quota.owner-daily", "500 MiB",
                "stowage.quota.policy", "evict-oldest",
                "stowage.tenants", "capulet",
                "stowage.tenant.capulet.path", "capulet",
                "stowage.tenant.capulet.secret", "b",
                "stowage.tenant.capulet.quota", "10 GiB"));
        assertThat(settings.quotas())
                .isEqualTo(new QuotaSettings(
                        ByteSize.parse("1 TiB"),
                        ByteSize.parse("5 GiB"),
                        ByteSize.parse("2 GiB"),
                        ByteSize.parse("500 MiB"),
                        Policy.EVICT_OLDEST));
        assertThat(settings.tenants().get(1).quota()).isEqualTo(ByteSize.parse("10 GiB"));
    }

    @Test
    void variablesOfTheEnvironmentMakeRules() {
        ConfigSource environment = new EnvConfigSource(
                Map.of(
                        "STOWAGE_SECRET", "a",
                        "STOWAGE_RETENTION", "big-ones",
                        "STOWAGE_RETENTION_BIG_ONES_KEEP_FOR", "12 hours",
                        "STOWAGE_RETENTION_BIG_ONES_LARGER_THAN", "1 GiB"),
                300);
        SettingsReader reader = reader(environment);
        assertThat(reader.read().retention().rules())
                .containsExactly(new RuleSettings(
                        "big-ones", TimeSpan.parse("12 hours"), null, null, null, null, ByteSize.parse("1 GiB"), null));
        assertThat(reader.unknownKeys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stowage.retention.a.keep-for          | 3          | stowage.retention.a.keep-for \"3\" is not a length of time",
                "stowage.retention.a.keep-for          | 0 days     | must be longer than zero",
                "stowage.retention.a.type              | image      | is not a media type",
                "stowage.retention.a.type              | */*        | is not a media type",
                "stowage.retention.a.file-name         | a/b        | is not a pattern",
                "stowage.retention.a.tenant            | verona     | is not one of capulet",
                "stowage.retention.a.larger-than       | 10 apples  | is not a size",
                "stowage.retention.a.smaller-than      | 1001 B     | stowage.retention.a matches no file",
                "stowage.retention                     | a,b        | stowage.retention.b.keep-for is not set",
                "stowage.retention                     | a,a        | has a word twice",
                "stowage.retention                     | all,a      | stowage.retention.all matches every file",
                "stowage.sweep-interval                | 1 second   | is shorter than 10 seconds",
                "stowage.tombstones                    | 1 second   | is shorter than 1 minute",
                "stowage.quota.total                   | 0          | would refuse every file",
                "stowage.quota.policy                  | evict      | is not one of refuse, evict-oldest",
                "stowage.tenant.capulet.quota          | much       | is not a size"
            })
    void wrongValuesAreReported(String key, String value, String complaint) {
        Map<String, String> values = new HashMap<>(Map.of(
                "stowage.tenants", "capulet",
                "stowage.tenant.capulet.path", "capulet",
                "stowage.tenant.capulet.secret", "b",
                "stowage.retention", "a",
                "stowage.retention.a.keep-for", "30 days",
                "stowage.retention.a.larger-than", "1000 B",
                "stowage.retention.all.keep-for", "ever"));
        values.put(key, value);
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(values))
                .withMessageContaining(complaint);
    }

    private static Settings read(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("stowage.secret", "a");
        return reader(new PropertiesConfigSource(all, "test", 500)).read();
    }

    private static SettingsReader reader(ConfigSource source) {
        return new SettingsReader(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(source)
                        .build(),
                Path.of("/data"));
    }
}

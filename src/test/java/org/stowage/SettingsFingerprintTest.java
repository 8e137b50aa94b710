package org.stowage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.config.LiveSettings;

/** By what nodes notice that their settings differ. */
final class SettingsFingerprintTest {

    @TempDir
    private Path folder;

    private String of(String... keysAndValues) {
        Map<String, String> values =
                new HashMap<>(Map.of("stowage.secret", "correct horse battery staple, and then some"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        PropertiesConfigSource source = new PropertiesConfigSource(values, "test", 100);
        LiveSettings live =
                new LiveSettings(new SmallRyeConfigBuilder().withSources(source).build(), folder);
        return SettingsTranslation.fingerprint(live.get());
    }

    @Test
    void changesWithRulesAndQuotasAndTenants() {
        assertThat(of())
                .isEqualTo(of())
                .isNotEqualTo(of("stowage.quota.owner", "1 GiB"))
                .isNotEqualTo(of("stowage.quota.policy", "evict-oldest"))
                .isNotEqualTo(of("stowage.max-size", "1 MiB"))
                .isNotEqualTo(of("stowage.retention", "a", "stowage.retention.a.keep-for", "1 day"));
    }

    @Test
    void isTheSameWithAnotherSecretFolderOrLog() {
        assertThat(of())
                .isEqualTo(of("stowage.secret", "another horse battery staple, and then some"))
                .isEqualTo(of("stowage.base-path", folder.resolve("other").toString()))
                .isEqualTo(of("stowage.log-detail", "downloads"));
    }
}

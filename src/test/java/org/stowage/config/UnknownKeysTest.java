package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** What looks like a setting and is none. */
final class UnknownKeysTest {

    /** MicroProfile Config cannot tell whether an underscore was a dot or a hyphen, and lists the dot. */
    @Test
    void environmentVariableOfASettingIsKnown() {
        Map<String, String> variables =
                Map.of("STOWAGE_MAX_SIZE", "1 MiB", "STOWAGE_BASE_PATH", "/data", "STOWAGE_SECRET", "s");
        assertThat(unknownKeys(new EnvConfigSource(variables, 300))).isEmpty();
    }

    @Test
    void slipOfThePenIsUnknown() {
        assertThat(unknownKeys(new PropertiesConfigSource(
                        Map.of("stowage.max.size", "1 MiB", "stowage.secrets", "s", "other.key", "x"), "test", 100)))
                .containsExactly("stowage.max.size", "stowage.secrets");
        assertThat(unknownKeys(new EnvConfigSource(Map.of("STOWAGE_MAXSIZE", "1 MiB"), 300)))
                .containsExactly("stowage.maxsize");
    }

    private static List<String> unknownKeys(ConfigSource source) {
        return new SettingsReader(
                        new SmallRyeConfigBuilder().withSources(source).build(), Path.of("/data"))
                .unknownKeys();
    }
}

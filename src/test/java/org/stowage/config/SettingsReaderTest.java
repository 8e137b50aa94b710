package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.config.Settings.DurabilitySetting;
import org.stowage.contract.Contract;

/** How settings are looked up, and what is said about wrong ones. */
final class SettingsReaderTest {

    private static final Path DATA = Path.of("/var/lib/server");
    private static final String SECRET = "correct horse battery staple, and then some";

    private static TenantSettings only(Settings settings) {
        assertThat(settings.tenants()).hasSize(1);
        return settings.tenants().get(0);
    }

    @Test
    void settingsHaveDefaults() {
        Settings settings = read(Map.of("stowage.secret", SECRET));
        assertThat(only(settings).secrets().get(0).secret().utf8()).asString().isEqualTo(SECRET);
        assertThat(settings.basePath()).isEqualTo(Path.of("/var/lib/server/stowage"));
        assertThat(only(settings).maxSize()).isEqualTo(new ByteSize(104857600));
        assertThat(settings.uploadTimeout()).isEqualTo(TimeSpan.parse("90 seconds"));
        assertThat(settings.durability()).isEqualTo(DurabilitySetting.FSYNC);
        assertThat(only(settings).contracts()).containsExactlyInAnyOrder(Contract.values());
    }

    @Test
    void valuesAreRead() {
        Settings settings = read(Map.of(
                "stowage.secret", SECRET,
                "stowage.base-path", " /srv/files ",
                "stowage.max-size", "2 GiB",
                "stowage.upload-timeout", "5 minutes",
                "stowage.durability", "none",
                "stowage.protocols", "v1, v1"));
        assertThat(settings.basePath()).isEqualTo(Path.of("/srv/files"));
        assertThat(only(settings).maxSize()).isEqualTo(new ByteSize(2147483648L));
        assertThat(settings.uploadTimeout()).isEqualTo(TimeSpan.parse("5 minutes"));
        assertThat(settings.durability()).isEqualTo(DurabilitySetting.NONE);
        assertThat(only(settings).contracts()).containsExactly(Contract.V1);
    }

    @Test
    void cacheTakesAtMostAnEighthOfTheHeapByDefaultAndHalfOfItAtMost() {
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(cache(Map.of())).isEqualTo(Math.min(32L << 20, heap / 8));
        assertThat(cache(Map.of("stowage.cache", "0"))).isZero();
        assertThat(cache(Map.of("stowage.cache", Long.toString(heap / 2)))).isEqualTo(heap / 2);
        assertThat(refused(Map.of("stowage.secret", SECRET, "stowage.cache", Long.toString(heap / 2 + 1))))
                .hasMessageContaining("stowage.cache", "is more than half of Java's heap");
    }

    private static long cache(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("stowage.secret", SECRET);
        return read(all).cache().bytes();
    }

    /** An admin with a wrong size must not be told how to set a secret. */
    @Test
    void adviceAboutTheSecretIsGivenOnlyIfItIsMissing() {
        assertThat(refused(Map.of()).isSecretMissing()).isTrue();
        assertThat(refused(Map.of("stowage.max-size", "lots")).isSecretMissing())
                .isTrue();
        assertThat(refused(Map.of("stowage.secret", SECRET, "stowage.max-size", "lots"))
                        .isSecretMissing())
                .isFalse();
    }

    private static InvalidSettingsException refused(Map<String, String> values) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> read(values));
    }

    @Test
    void contactIsOneLineAndAddressesAreLoggedByDefault() {
        Settings settings = read(Map.of("stowage.secret", SECRET));
        assertThat(settings.contact()).isNull();
        assertThat(settings.logClientAddress()).isTrue();
        Settings set = read(Map.of(
                "stowage.secret",
                SECRET,
                "stowage.contact",
                " admin@example.org ",
                "stowage.log-client-address",
                "false"));
        assertThat(set.contact()).isEqualTo("admin@example.org");
        assertThat(set.logClientAddress()).isFalse();
        assertThat(complaint(Map.of("stowage.secret", SECRET, "stowage.contact", "a\nb")))
                .endsWith("is not one line of up to 500 characters");
    }

    @Test
    void secretIsTakenAsTyped() {
        assertThat(only(read(Map.of("stowage.secret", " a,b\\${c} ")))
                        .secrets()
                        .get(0)
                        .secret()
                        .utf8())
                .asString()
                .isEqualTo(" a,b${c} ");
    }

    @Test
    void settingsPrintNoSecret() {
        assertThat(read(Map.of("stowage.secret", SECRET)).toString())
                .doesNotContain(SECRET)
                .contains("secret=***");
    }

    @Test
    void missingSecretIsReported() {
        assertThat(complaint(Map.of())).isEqualTo("stowage.secret is not set");
        assertThat(complaint(Map.of("stowage.secret", ""))).isEqualTo("stowage.secret is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "  \n "})
    void blankSecretIsReported(String blank) {
        assertThat(complaint(Map.of("stowage.secret", blank))).isEqualTo("stowage.secret must not be blank");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stowage.base-path  | relative/path  | is not an absolute path",
                "stowage.base-path  | .              | is not an absolute path",
                "stowage.max-size   | much           | is not a size such as 104857600, 100 MiB or 2 GiB",
                "stowage.max-size   | -1             | is not a size such as 104857600, 100 MiB or 2 GiB",
                "stowage.max-size   | 9999999 TiB    | is too large",
                "stowage.max-size   | 0              | would refuse every file",
                "stowage.durability | FSYNC          | is not one of fsync, none",
                "stowage.durability | yes            | is not one of fsync, none",
                "stowage.protocols  | v9             | is not one of jwt, token, v2, v1",
                "stowage.protocols  | v1,            | is not one of jwt, token, v2, v1",
                "stowage.log-client-address | yes   | is not true or false",
                "stowage.protocols  | v1;v1          | is not one of jwt, token, v2, v1"
            })
    void wrongValueIsReportedWithWhatIsWrong(String key, String value, String wrong) {
        assertThat(complaint(Map.of("stowage.secret", SECRET, key, value)))
                .isEqualTo(key + " \"" + value + "\" " + wrong);
    }

    @Test
    void pathThatIsIllegalOnThisSystemIsReported() {
        assertThat(complaint(Map.of("stowage.secret", SECRET, "stowage.base-path", "/a\0b")))
                .startsWith("stowage.base-path ")
                .endsWith("is not a path");
    }

    @Test
    void allWrongValuesAreReportedInOneMessage() {
        assertThat(complaint(Map.of(
                        "stowage.base-path", "x",
                        "stowage.max-size", "y",
                        "stowage.durability", "z",
                        "stowage.protocols", "${nowhere}")))
                .isEqualTo("stowage.max-size \"y\" is not a size such as 104857600, 100 MiB or 2 GiB"
                        + "; stowage.protocols contains ${…} that cannot be expanded; write \\${ for a plain ${"
                        + "; stowage.secret is not set"
                        + "; stowage.base-path \"x\" is not an absolute path"
                        + "; stowage.durability \"z\" is not one of fsync, none");
    }

    @Test
    void secretIsNeverInTheMessage() {
        assertThat(complaint(Map.of("stowage.secret", SECRET, "stowage.max-size", "x")))
                .doesNotContain(SECRET);
        assertThat(complaint(Map.of("stowage.secret", "pa${ss}word")))
                .isEqualTo("stowage.secret contains ${…} that cannot be expanded; write \\${ for a plain ${");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of("stowage.secret", "pa${ss}word")))
                .withNoCause();
    }

    @Test
    void valuesMayReferToOthers() {
        Settings settings = read(Map.of("stowage.secret", SECRET, "home", "/srv", "stowage.base-path", "${home}/x"));
        assertThat(settings.basePath()).isEqualTo(Path.of("/srv/x"));
    }

    @Test
    void keyThatIsNoSettingIsReported() {
        Config config = config(properties(Map.of(
                "stowage.secret",
                SECRET,
                "stowage.max-sise",
                "1",
                "stowage.Secret",
                "x",
                "stowages",
                "y",
                "other",
                "z")));
        assertThat(new SettingsReader(config, DATA).unknownKeys())
                .containsExactly("stowage.Secret", "stowage.max-sise");
    }

    @Test
    void knownKeysAreNotReported() {
        Map<String, String> all = new HashMap<>();
        for (Setting setting : Setting.values()) {
            all.put(setting.key().replaceAll("<[a-z]+>", "x").replace(".x.x", ".x.max-size"), "x");
        }
        assertThat(new SettingsReader(config(properties(all)), DATA).unknownKeys())
                .isEmpty();
    }

    @Test
    void environmentVariablesAreRead() {
        Config config = config(new EnvConfigSource(
                Map.of(
                        "STOWAGE_SECRET", SECRET,
                        "STOWAGE_BASE_PATH", "/srv/files",
                        "STOWAGE_MAX_SIZE", "1 MiB",
                        "STOWAGE_DURABILITY", "none",
                        "STOWAGE_PROTOCOLS", "v1"),
                300));
        Settings settings = new SettingsReader(config, DATA).read();
        assertThat(only(settings).secrets().get(0).secret().utf8()).asString().isEqualTo(SECRET);
        assertThat(settings.basePath()).isEqualTo(Path.of("/srv/files"));
        assertThat(only(settings).maxSize()).isEqualTo(new ByteSize(1 << 20));
        assertThat(settings.durability()).isEqualTo(DurabilitySetting.NONE);
        assertThat(only(settings).contracts()).isEqualTo(Set.of(Contract.V1));
    }

    @Test
    void environmentVariablesOfSettingsAreNotReportedAsUnknown() {
        Config config = config(new EnvConfigSource(
                Map.of("STOWAGE_SECRET", SECRET, "STOWAGE_BASE_PATH", "/srv/files", "STOWAGE_MAX_SIZE", "1 MiB"), 300));
        assertThat(new SettingsReader(config, DATA).unknownKeys()).isEmpty();
    }

    /** An admin who exports a password for them starts a server from the same shell. */
    @Test
    void environmentVariablesOfCommandsAreNotReportedAsUnknown() {
        Map<String, String> variables = Map.of(
                "STOWAGE_SECRET", SECRET,
                "STOWAGE_ADMIN_USER", "juliet",
                "STOWAGE_ADMIN_PASSWORD", "a password",
                "STOWAGE_KEY_STORE_PASSWORD", "another",
                "STOWAGE_DATABASE_PASSWORD", "one more");
        assertThat(new SettingsReader(config(new EnvConfigSource(variables, 300)), DATA).unknownKeys())
                .isEmpty();
        assertThat(new SettingsReader(config(properties(Map.of("stowage.admin.password", "x"))), DATA).unknownKeys())
                .containsExactly("stowage.admin.password");
    }

    @Test
    void propertySpelledLikeAnEnvironmentVariableIsReported() {
        Config config = config(properties(Map.of("stowage.max.size", "1 MiB")));
        assertThat(new SettingsReader(config, DATA).unknownKeys()).containsExactly("stowage.max.size");
    }

    private static String complaint(Map<String, String> values) {
        try {
            return "none: " + read(values);
        } catch (InvalidSettingsException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Settings read(Map<String, String> values) {
        return new SettingsReader(config(properties(values)), DATA).read();
    }

    private static ConfigSource properties(Map<String, String> values) {
        return new PropertiesConfigSource(values, "test", 100);
    }

    /** A config with the interceptors of a server, but none of this machine's sources. */
    private static Config config(ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(source)
                .build();
    }
}

package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change of the configuration does while the server runs. */
final class LiveSettingsTest {

    private static final Path DATA = Path.of("/var/lib/server");
    private static final String SECRET = "correct horse battery staple, and then some";
    private static final String OTHER_SECRET = "another correct horse, and another battery";

    private final Console console = new Console();
    private final LiveSettings settings = console.begin();

    @Test
    void unchangedConfigurationGivesNoChange() {
        assertThat(settings.refresh()).isEmpty();
    }

    @Test
    void changeAppliesFromTheNextRefresh() {
        console.set("stowage.max-size", "1 GiB");
        assertThat(maxSize()).isEqualTo("100 MiB");
        assertThat(settings.refresh()).contains(accepted("stowage.max-size: (100 MiB) -> 1 GiB"));
        assertThat(maxSize()).isEqualTo("1 GiB");
        assertThat(settings.refresh()).isEmpty();
        console.remove("stowage.max-size");
        assertThat(settings.refresh()).contains(accepted("stowage.max-size: 1 GiB -> (100 MiB)"));
        assertThat(maxSize()).isEqualTo("100 MiB");
    }

    @Test
    void proposedSettingsAreNotApplied() {
        Settings proposed =
                settings.proposed(Map.of("stowage.retention", "all", "stowage.retention.all.keep-for", "30 days"));
        assertThat(proposed.retention().rules()).hasSize(1);
        assertThat(settings.get().retention().rules()).isEmpty();
        assertThat(settings.shown()).doesNotContainKey("stowage.retention.all.keep-for");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> settings.proposed(Map.of("stowage.retention", "all")))
                .withMessageContaining("stowage.retention.all.keep-for is not set");
    }

    @Test
    void cacheIsTurnedOffWithoutRedeployment() {
        console.set("stowage.cache", "0");
        settings.refresh();
        assertThat(settings.get().cache().bytes()).isZero();
    }

    @Test
    void wrongValueIsRefusedOnceAndTheOldOneStays() {
        console.set("stowage.max-size", "much");
        console.set("stowage.sweep-interval", "1 second");
        SettingsChange change = settings.refresh().orElseThrow();
        assertThat(change)
                .isInstanceOfSatisfying(
                        SettingsChange.Rejected.class,
                        refused -> assertThat(refused.why())
                                .contains("stowage.max-size \"much\"", "stowage.sweep-interval \"1 second\""));
        assertThat(settings.refused()).contains("stowage.max-size");
        assertThat(maxSize()).isEqualTo("100 MiB");
        assertThat(settings.refresh()).isEmpty();
        console.remove("stowage.sweep-interval");
        console.set("stowage.max-size", "2 GiB");
        assertThat(settings.refresh()).contains(accepted("stowage.max-size: (100 MiB) -> 2 GiB"));
        assertThat(settings.refused()).isEmpty();
    }

    @Test
    void goodValueBesideAWrongOneIsNotAccepted() {
        console.set("stowage.max-size", "1 GiB");
        console.set("stowage.protocols", "v9");
        settings.refresh();
        assertThat(maxSize()).isEqualTo("100 MiB");
    }

    @Test
    void removedSecretIsRefused() {
        console.remove("stowage.secret");
        assertThat(settings.refresh()).contains(new SettingsChange.Rejected("stowage.secret is not set"));
        assertThat(secret()).isEqualTo(SECRET);
    }

    @Test
    void changedSecretAppliesAndIsNotShown() {
        console.set("stowage.secret", OTHER_SECRET);
        assertThat(settings.refresh()).contains(accepted("stowage.secret"));
        assertThat(secret()).isEqualTo(OTHER_SECRET);
        console.set("stowage.secrets", "y2027");
        console.set("stowage.secret.y2027", "horses");
        assertThat(settings.refresh())
                .contains(
                        accepted("stowage.secret.y2027: (none: required) -> ***", "stowage.secrets: (none) -> y2027"));
        assertThat(settings.shown())
                .containsEntry("stowage.secret", "***")
                .containsEntry("stowage.secret.y2027", "***")
                .containsEntry("stowage.delete-secret", "(none: no DELETE)")
                .containsEntry("stowage.max-size", "(100 MiB)");
        assertThat(settings.shown().toString()).doesNotContain(OTHER_SECRET, "horses");
    }

    @Test
    void fixedSettingWaitsForTheNextDeployment() {
        console.set("stowage.base-path", "/srv/files");
        console.set("stowage.durability", "none");
        console.set("stowage.log-detail", "downloads");
        assertThat(settings.refresh())
                .contains(new SettingsChange.Accepted(
                        List.of("stowage.log-detail: (uploads) -> downloads"),
                        List.of("stowage.base-path", "stowage.durability"),
                        List.of()));
        assertThat(settings.get().basePath()).isEqualTo(DATA.resolve("stowage"));
        assertThat(settings.get().durability()).isEqualTo(Settings.DurabilitySetting.FSYNC);
        assertThat(settings.shown())
                .containsEntry("stowage.base-path", "(`stowage` in the server's data directory)")
                .containsEntry("stowage.log-detail", "downloads");
    }

    @Test
    void unknownKeyIsReported() {
        console.set("stowage.max-sise", "1 GiB");
        assertThat(settings.refresh())
                .contains(new SettingsChange.Accepted(List.of(), List.of(), List.of("stowage.max-sise")));
        assertThat(settings.unknown()).containsExactly("stowage.max-sise");
    }

    @Test
    void viewIsComputedAgainAfterEachChange() {
        Supplier<String> view = settings.view(now -> "up to " + maxSizeOf(now));
        assertThat(view.get()).isEqualTo("up to 100 MiB").isSameAs(view.get());
        console.set("stowage.max-size", "1 GiB");
        settings.refresh();
        assertThat(view.get()).isEqualTo("up to 1 GiB");
    }

    @Test
    void settingsThatOneViewRefusesChangeNoView() {
        Supplier<String> other = settings.view(LiveSettingsTest::maxSizeOf);
        settings.view(now -> {
            if (maxSizeOf(now).equals("1 GiB")) {
                throw new IllegalArgumentException("not today");
            }
            return now;
        });
        console.set("stowage.max-size", "1 GiB");
        assertThat(settings.refresh()).contains(new SettingsChange.Rejected("not today"));
        assertThat(other.get()).isEqualTo("100 MiB");
        assertThat(maxSize()).isEqualTo("100 MiB");
    }

    @Test
    void overrideReplacesTheConfiguration() {
        assertThat(settings.override("stowage.max-size", "3 GiB"))
                .isEqualTo(accepted("stowage.max-size: (100 MiB) -> 3 GiB"));
        console.set("stowage.max-size", "1 GiB");
        assertThat(settings.refresh()).isEmpty();
        assertThat(maxSize()).isEqualTo("3 GiB");
        assertThat(settings.overridden()).containsExactly("stowage.max-size");
        assertThat(settings.restore("stowage.max-size")).isEqualTo(accepted("stowage.max-size: 3 GiB -> 1 GiB"));
        assertThat(settings.overridden()).isEmpty();
        assertThat(settings.refresh()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "stowage.max-size, much, stowage.max-size \"much\" is not a size",
        "stowage.max-sise, 1, stowage.max-sise is not a setting of Stowage.",
        "stowage.base-path, /srv, stowage.base-path is read at the deployment only.",
        "stowage.secret, ' ', stowage.secret must not be blank"
    })
    void wrongOverrideChangesNothing(String key, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.override(key, value))
                .withMessageStartingWith(message);
        assertThat(settings.refused()).isEmpty();
        assertThat(settings.overridden()).isEmpty();
        assertThat(settings.refresh()).isEmpty();
        assertThat(maxSize()).isEqualTo("100 MiB");
    }

    @Test
    void keyWithoutAnOverrideCannotBeRestored() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings.restore("stowage.max-size"));
    }

    @Test
    void wrongSettingsAreRefusedAtTheStart() {
        console.set("stowage.max-size", "much");
        assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(console::begin);
    }

    @ParameterizedTest
    @CsvSource({
        "stowage.max-size, MAX_SIZE",
        "stowage.secret.y2027, SECRET_OF_ID",
        "stowage.secret.y2027.not-after, NOT_AFTER",
        "stowage.tenant.montague.path, TENANT_PATH",
        "stowage.tenant.montague.secret.y2027.not-after, TENANT_SETTING",
        "stowage.retention.stories.keep-for, KEEP_FOR"
    })
    void keyIsOfASetting(String key, Setting setting) {
        assertThat(Setting.of(key)).contains(setting);
    }

    private String maxSize() {
        return maxSizeOf(settings.get());
    }

    private static String maxSizeOf(Settings settings) {
        return settings.tenants().get(0).maxSize().toString();
    }

    private String secret() {
        return new String(
                settings.get().tenants().get(0).secrets().get(0).secret().utf8(), StandardCharsets.UTF_8);
    }

    private static SettingsChange accepted(String... changes) {
        return new SettingsChange.Accepted(List.of(changes), List.of(), List.of());
    }

    /** Where an admin sets properties while the server runs. */
    private static final class Console implements ConfigSource {

        private final Map<String, String> properties = new HashMap<>(Map.of("stowage.secret", SECRET));

        LiveSettings begin() {
            return new LiveSettings(
                    new SmallRyeConfigBuilder().withSources(this).build(), DATA);
        }

        void set(String key, String value) {
            properties.put(key, value);
        }

        void remove(String key) {
            properties.remove(key);
        }

        @Override
        public Set<String> getPropertyNames() {
            return properties.keySet();
        }

        @Override
        public @Nullable String getValue(String key) {
            return properties.get(key);
        }

        @Override
        public String getName() {
            return "console";
        }
    }
}

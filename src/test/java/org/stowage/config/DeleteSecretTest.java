package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.contract.Contract;

/** The settings of contracts and deletions. */
final class DeleteSecretTest {

    @Test
    void withoutADeleteSecretNobodyMayDelete() {
        assertThat(read("stowage.secret", "s").tenants().get(0).deletion()).isEmpty();
        assertThat(read("stowage.delete-secret", "").tenants().get(0).deletion())
                .isEmpty();
    }

    @Test
    void deleteSecretIsTakenAsTyped() {
        Secret secret = read("stowage.delete-secret", " d\u00e9l ")
                .tenants()
                .get(0)
                .deletion()
                .orElseThrow();
        assertThat(new String(secret.utf8(), StandardCharsets.UTF_8)).isEqualTo(" d\u00e9l ");
        assertThat(read("stowage.delete-secret", "delete secret").toString()).doesNotContain("delete secret");
    }

    @Test
    void wrongDeleteSecretIsNotShown() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read("stowage.delete-secret", "  \t "))
                .withMessage("stowage.delete-secret must not be blank");
    }

    @Test
    void allContractsAreEnabledByDefault() {
        assertThat(read("stowage.secret", "s").tenants().get(0).contracts())
                .containsExactlyInAnyOrder(Contract.values());
    }

    @ParameterizedTest
    @CsvSource({"v1, 1", "'v1,v2', 2", "' jwt , token ', 2", "jwt, 1"})
    void contractsCanBeChosen(String text, int count) {
        assertThat(read("stowage.protocols", text).tenants().get(0).contracts()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"v3", "JWT", "'v1,'"})
    void messageAboutAnUnknownContractListsTheKnownOnes(String text) {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read("stowage.protocols", text))
                .withMessage("stowage.protocols \"" + text + "\" is not one of jwt, token, v2, v1");
    }

    /** The highest comes first. */
    @Test
    void contractsAreInTheOrderInWhichTheyDecide() {
        assertThat(Contract.values()).containsExactly(Contract.JWT, Contract.TOKEN, Contract.V2, Contract.V1);
    }

    private static Settings read(String key, String value) {
        Map<String, String> values =
                key.equals("stowage.secret") ? Map.of(key, value) : Map.of("stowage.secret", "s", key, value);
        PropertiesConfigSource source = new PropertiesConfigSource(values, "test", 100);
        return new SettingsReader(
                        new SmallRyeConfigBuilder().withSources(source).build(), Path.of("/data"))
                .read();
    }
}

package org.stowage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.config.TenantSettings.Place;
import org.stowage.contract.Contract;

/** Several secrets, several XMPP servers, and how they are written. */
final class TenantsAndSecretsTest {

    @Test
    void secretWithoutAnIdIsCalledDefaultAndAlwaysValid() {
        TimedSecret secret = only(read(Map.of("stowage.secret", "a"))).secrets().get(0);
        assertThat(secret.id()).isEqualTo("default");
        assertThat(secret.notBefore()).isNull();
        assertThat(secret.notAfter()).isNull();
    }

    @Test
    void furtherSecretsAreValidInTheirPeriods() {
        List<TimedSecret> secrets = only(read(Map.of(
                        "stowage.secret", "a",
                        "stowage.secrets", "old, new",
                        "stowage.secret.old", "b",
                        "stowage.secret.old.not-after", "2026-12-31",
                        "stowage.secret.new", "c",
                        "stowage.secret.new.not-before", "2026-12-01T12:00:00Z")))
                .secrets();
        assertThat(secrets).extracting(TimedSecret::id).containsExactly("default", "old", "new");
        assertThat(secrets.get(1).notAfter()).isEqualTo(Instant.parse("2026-12-31T23:59:59.999Z"));
        assertThat(secrets.get(2).notBefore()).isEqualTo(Instant.parse("2026-12-01T12:00:00Z"));
        assertThat(secrets.get(2).secret().utf8()).asString().isEqualTo("c");
    }

    @Test
    void secretWithoutAnIdIsOptional() {
        assertThat(only(read(Map.of("stowage.secrets", "one", "stowage.secret.one", "a")))
                        .secrets())
                .extracting(TimedSecret::id)
                .containsExactly("one");
    }

    @Test
    void tenantsHaveTheirOwnSecretsAndInheritTheRest() {
        List<TenantSettings> tenants = read(Map.of(
                        "stowage.secret", "a",
                        "stowage.max-size", "5 MiB",
                        "stowage.tenants", "montague,capulet",
                        "stowage.tenant.montague.path", "/montague/",
                        "stowage.tenant.montague.secret", "b",
                        "stowage.tenant.capulet.host", "Upload.Capulet.Example",
                        "stowage.tenant.capulet.secrets", "x",
                        "stowage.tenant.capulet.secret.x", "c",
                        "stowage.tenant.capulet.max-size", "1 GiB",
                        "stowage.tenant.capulet.protocols", "jwt"))
                .tenants();
        assertThat(tenants).extracting(TenantSettings::name).containsExactly("", "montague", "capulet");
        assertThat(tenants)
                .extracting(TenantSettings::place)
                .containsExactly(new Place("", ""), new Place("", "montague"), new Place("upload.capulet.example", ""));
        assertThat(tenants)
                .extracting(TenantSettings::maxSize)
                .containsExactly(new ByteSize(5 << 20), new ByteSize(5 << 20), new ByteSize(1 << 30));
        assertThat(tenants.get(2).contracts()).containsExactly(Contract.JWT);
        assertThat(tenants.get(2).secrets()).extracting(TimedSecret::id).containsExactly("x");
    }

    @Test
    void tenantWithoutANameIsOptional() {
        assertThat(read(Map.of(
                                "stowage.tenants", "m",
                                "stowage.tenant.m.path", "m",
                                "stowage.tenant.m.secret", "b"))
                        .tenants())
                .extracting(TenantSettings::name)
                .containsExactly("m");
    }

    @Test
    void environmentVariablesCanSetTenantsAndSecrets() {
        Settings settings = read(new EnvConfigSource(
                Map.of(
                        "STOWAGE_TENANTS", "house-of-montague",
                        "STOWAGE_TENANT_HOUSE_OF_MONTAGUE_PATH", "m",
                        "STOWAGE_TENANT_HOUSE_OF_MONTAGUE_SECRETS", "y2026",
                        "STOWAGE_TENANT_HOUSE_OF_MONTAGUE_SECRET_Y2026", "a",
                        "STOWAGE_TENANT_HOUSE_OF_MONTAGUE_SECRET_Y2026_NOT_AFTER", "2026-12-31"),
                300));
        TimedSecret secret = only(settings).secrets().get(0);
        assertThat(secret.id()).isEqualTo("y2026");
        assertThat(secret.notAfter()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stowage.secrets=a b | stowage.secrets \"a b\" is not a list of words of a-z, 0-9 and hyphens",
                "stowage.secrets=a,a | stowage.secrets \"a,a\" has a word twice",
                "stowage.secrets=a | stowage.secret.a is not set",
                "stowage.secrets=default stowage.secret.default=x"
                        + " | stowage.secrets has the id default, which is that of stowage.secret",
                "stowage.secrets=a stowage.secret.a=x stowage.secret.a.not-after=soon"
                        + " | stowage.secret.a.not-after \"soon\" is not a time such as 2026-12-31 or 2026-12-31T18:00:00Z",
                "stowage.secrets=a stowage.secret.a=x stowage.secret.a.not-after=2026-01-01"
                        + " stowage.secret.a.not-before=2026-01-03 | stowage.secret.a ends before it begins",
                "stowage.tenants=T | stowage.tenants \"T\" is not a list of words of a-z, 0-9 and hyphens",
                "stowage.tenants=t stowage.tenant.t.secret=x"
                        + " | stowage.tenant.t.path and stowage.tenant.t.host are not set; one of them is needed",
                "stowage.tenants=t stowage.tenant.t.path=t | stowage.tenant.t.secret is not set",
                "stowage.tenants=t stowage.tenant.t.secret=x stowage.tenant.t.path=../t"
                        + " | stowage.tenant.t.path \"../t\" is not a path such as capulet or chat/capulet",
                "stowage.tenants=t stowage.tenant.t.secret=x stowage.tenant.t.host=a:80"
                        + " | stowage.tenant.t.host \"a:80\" is not a host name such as upload.example.org, without port",
                "stowage.tenants=t stowage.tenant.t.secret=x stowage.tenant.t.path=-/t"
                        + " | stowage.tenant.t.path \"-/t\" is reserved for the URLs of the administration",
                "stowage.tenants=t,u stowage.tenant.t.secret=x stowage.tenant.t.path=a stowage.tenant.u.secret=x"
                        + " stowage.tenant.u.path=/a | stowage.tenant.u has the host and path of another tenant"
            })
    void mistakeIsNamed(String properties, String message) {
        Map<String, String> map = new java.util.HashMap<>(Map.of("stowage.secret", "s"));
        for (String pair : properties.split(" (?=stowage)", -1)) {
            map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(map))
                .withMessage(message);
    }

    @Test
    void keyOfATenantThatIsNotListedIsReportedAsUnknown() {
        SettingsReader reader = reader(new PropertiesConfigSource(
                Map.of("stowage.secret", "s", "stowage.tenant.lost.secret", "x", "stowage.secret.lost", "y"),
                "test",
                100));
        assertThat(reader.read().tenants()).hasSize(1);
        assertThat(reader.unknownKeys()).containsExactly("stowage.secret.lost", "stowage.tenant.lost.secret");
    }

    private static TenantSettings only(Settings settings) {
        assertThat(settings.tenants()).hasSize(1);
        return settings.tenants().get(0);
    }

    private static Settings read(Map<String, String> properties) {
        return read(new PropertiesConfigSource(properties, "test", 100));
    }

    private static Settings read(ConfigSource source) {
        return reader(source).read();
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

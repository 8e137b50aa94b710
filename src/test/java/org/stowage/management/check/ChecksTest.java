package org.stowage.management.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.config.LiveSettings;
import org.stowage.config.Settings;
import org.stowage.storage.FileRepository;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.local.ReopeningRepository;
import org.stowage.storage.staging.Durability;

/** The findings of each check of the self-check. */
final class ChecksTest {

    private static final String STRONG = "correct horse battery staple, and then some";
    private static final String OTHER = "another horse battery staple, and then some";
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Supplier<Settings> settings(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("stowage.secret", STRONG));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        PropertiesConfigSource source = new PropertiesConfigSource(values, "test", 100);
        return new LiveSettings(new SmallRyeConfigBuilder().withSources(source).build(), folder);
    }

    private static List<String> codes(Check check) {
        return check.findings().stream().map(Finding::code).toList();
    }

    private List<String> aboutSecrets(String... keysAndValues) {
        return codes(new SecretCheck(settings(keysAndValues), NOW, "UTF-8"));
    }

    @Test
    void secretsAreWeakSharedReusedOrOver() {
        assertThat(aboutSecrets()).isEmpty();
        assertThat(aboutSecrets("stowage.secret", "changeme")).containsExactly("weak-secret");
        assertThat(aboutSecrets("stowage.delete-secret", STRONG)).containsExactly("delete-secret-reused");
        assertThat(aboutSecrets(
                        "stowage.tenants", "a", "stowage.tenant.a.path", "a", "stowage.tenant.a.secret", STRONG))
                .containsExactly("shared-secret");
        assertThat(aboutSecrets("stowage.tenants", "a", "stowage.tenant.a.path", "a", "stowage.tenant.a.secret", OTHER))
                .isEmpty();
        assertThat(codes(new SecretCheck(settings(), NOW, "ANSI_X3.4-1968"))).isEmpty();
        assertThat(codes(new SecretCheck(settings("stowage.secret", STRONG + "é"), NOW, "ANSI_X3.4-1968")))
                .containsExactly("secret-encoding");
    }

    @Test
    void noFindingHasASecretInIt() {
        assertThat(new SecretCheck(settings("stowage.secret", "changeme"), NOW, "UTF-8").findings())
                .noneMatch(finding -> finding.toString().contains("changeme"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://h.example/upload/, -",
                "https://h.example/files/, public-path",
                "http://h.example/upload/, public-http",
                "http://127.0.0.1:8080/upload/, -"
            })
    void publicUrlIsComparedWithTheContextPath(String url, @Nullable String code) {
        List<String> codes = codes(new PublicUrlCheck(settings("stowage.public-url", url), "/upload"));
        assertThat(codes).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ext4, -",
                "xfs, -",
                "tmpfs, store-volatile",
                "overlay, store-volatile",
                "nfs4, store-network",
                "fuse.sshfs, store-network"
            })
    void fileSystemIsNamedIfItLosesFiles(String type, @Nullable String code) {
        assertThat(StoreCheck.aboutType(folder, type).stream().map(Finding::code))
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void storeIsElsewhereOwnAndHasRoom() throws Exception {
        Path base = Files.createDirectories(folder.resolve("store"));
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwx------"));
        LocalRepository store = LocalRepository.open(folder.resolve("another"), Durability.NONE, NOW);
        Supplier<Settings> ours = settings("stowage.base-path", base.toString());
        assertThat(codes(new StoreCheck(ours, store.capacity(), List.of(folder.resolve("webapps")))))
                .doesNotContain("store-served", "store-open", "disk-full", "quota-beyond-disk");
        assertThat(codes(new StoreCheck(ours, store.capacity(), List.of(folder))))
                .contains("store-served");
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(codes(new StoreCheck(ours, store.capacity(), List.of()))).contains("store-open");
        assertThat(codes(new StoreCheck(
                        settings(
                                "stowage.base-path",
                                base.toString(),
                                "stowage.quota.total",
                                "900000 TiB",
                                "stowage.quota.free-space",
                                "900000 TiB"),
                        store.capacity(),
                        List.of())))
                .contains("disk-full", "quota-beyond-disk");
        assertThat(codes(new StoreCheck(settings("stowage.base-path", folder + "/none"), store.capacity(), List.of())))
                .containsExactly("store-unreadable");
        store.close();
    }

    @Test
    void storeThatIsMissingIsNamedWithTheLineThatEndsIt() throws Exception {
        Path base = folder.resolve("store");
        Path memory = folder.resolve("memory/upload");
        try (FileRepository store = ReopeningRepository.open(base, Durability.NONE, NOW, memory)) {
            StoreCheck check =
                    new StoreCheck(settings("stowage.base-path", base.toString()), store.capacity(), List.of());
            assertThat(codes(check)).doesNotContain("store-missing");
            Files.move(base, folder.resolve("elsewhere"));
            Files.createDirectory(base);
            assertThat(check.findings())
                    .singleElement()
                    .asString()
                    .contains("base path " + base + " holds no store", "store.properties", "delete " + memory);
            Files.delete(base);
            Files.move(folder.resolve("elsewhere"), base);
            assertThat(codes(check)).doesNotContain("store-missing");
        }
    }

    @Test
    void machineHasFilesHeapAndAClock() {
        MachineCheck check = new MachineCheck(settings("stowage.max-concurrent-uploads", "1000"), NOW, 64 * 1024);
        assertThat(check.aboutFiles(3000)).isEmpty();
        assertThat(check.aboutFiles(-1)).isEmpty();
        assertThat(check.aboutFiles(2999))
                .singleElement()
                .matches(finding -> finding.severity() == Finding.Severity.WARNING);
        assertThat(check.aboutHeap(64 << 20)).isEmpty();
        assertThat(check.aboutHeap(32 << 20)).singleElement().asString().contains("stowage.max-concurrent-uploads=512");
        Clock before = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        assertThat(codes(new MachineCheck(settings("stowage.max-concurrent-uploads", "1"), before, 0)))
                .containsExactly("clock");
    }

    @Test
    void listenersLimitIsComparedWithTheLargestFile() throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        ListenerCheck check = new ListenerCheck(settings(), server);
        assertThat(check.findings()).isEmpty();
        add(server, "http-listener=default", 10_485_760L);
        add(server, "https-listener=https", 0L);
        add(server, "http-listener=large", 104_857_600L);
        assertThat(check.findings())
                .singleElement()
                .asString()
                .contains("server=x/http-listener=default:write-attribute(");
        add(server, "http-listener=odd", "unlimited");
        assertThat(codes(check)).containsExactlyInAnyOrder("listener-limit", "listener-unknown");
    }

    @ParameterizedTest
    @CsvSource({"true, true, listener-decodes", "false, true, listener-strict", "true, false,", "false, false,"})
    void listenerOfWildFlyLeavesUrlsToStowage(boolean takesBytes, boolean decodes, @Nullable String code)
            throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        server.registerMBean(
                new ServersBean(
                        Map.of("maxPostSize", 0L, "allowUnescapedCharactersInUrl", takesBytes, "decodeUrl", decodes)),
                new ObjectName("jboss.as:subsystem=undertow,server=x,https-listener=https"));
        assertThat(codes(new ListenerCheck(settings(), server))).isEqualTo(code == null ? List.of() : List.of(code));
    }

    private static void add(MBeanServer server, String listener, Object limit) throws Exception {
        server.registerMBean(
                new ServersBean(Map.of("maxPostSize", limit)),
                new ObjectName("jboss.as:subsystem=undertow,server=x," + listener));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"20000, 8192, -", "-1, 8192, no-timeout", "20000, 4096, small-header"})
    void connectorOfTomcatIsLookedAt(int timeout, int head, @Nullable String code) throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        server.registerMBean(
                new ServersBean(Map.of("connectionTimeout", timeout, "maxHttpRequestHeaderSize", head)),
                new ObjectName("Catalina:type=Connector,port=8080"));
        assertThat(codes(new ListenerCheck(settings(), server))).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "127.0.0.1, -, false",
                "127.0.0.1, 198.51.100.7, true",
                "0:0:0:0:0:0:0:1, 198.51.100.7, true",
                "10.1.2.3, '198.51.100.7, 10.9.9.9', true",
                "172.20.0.1, 198.51.100.7, true",
                "198.51.100.7, 198.51.100.7, false",
                "10.1.2.3, '10.1.2.3, 10.9.9.9', false",
                "203.0.113.1, 198.51.100.7, false"
            })
    void proxyIsHeededWhereTheAddressIsTheClients(String remote, @Nullable String forwarded, boolean ignored) {
        assertThat(ProxyCheck.isIgnored(remote, forwarded)).isEqualTo(ignored);
    }

    @Test
    void proxyIsRemembered() {
        ProxyCheck signs = new ProxyCheck();
        signs.see("198.51.100.7", "https", null, "https");
        assertThat(signs.findings()).isEmpty();
        signs.see("198.51.100.7", "http", null, "https");
        signs.see("198.51.100.7", "http", null, null);
        assertThat(signs.findings()).singleElement().asString().contains("X-Forwarded-Proto");
    }
}

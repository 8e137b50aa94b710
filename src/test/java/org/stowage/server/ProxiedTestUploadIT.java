package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.Signed;
import org.stowage.management.check.DiagnosisMXBean;
import org.stowage.program.InstalledProgram;
import org.stowage.program.NeedsProgram;
import org.stowage.program.RunningProgram;

/** The test upload through a real nginx, good and bad, before a real Tomcat. */
@Timeout(300)
@NeedsProgram(value = NginxIT.PROGRAM, packages = NginxIT.PACKAGES)
@TestInstance(Lifecycle.PER_CLASS)
final class ProxiedTestUploadIT {

    private ServerProcess server;
    private TomcatFolder tomcat;
    private RunningProgram nginx;
    private RunningBean<DiagnosisMXBean> bean;
    private int good;
    private int small;
    private int zipping;
    private int nowhere;

    @BeforeAll
    void start() throws Exception {
        tomcat = TomcatFolder.tomcat11();
        tomcat.deploy(Folders.named("stowage.war"), "upload");
        good = RunningProgram.freePort();
        small = RunningProgram.freePort();
        zipping = RunningProgram.freePort();
        nowhere = RunningProgram.freePort();
        server = ServerProcess.start(
                tomcat,
                Map.of(
                        "STOWAGE_SECRET", Signed.SECRET,
                        "STOWAGE_CORS_ORIGINS", "https://chat.example.org",
                        "STOWAGE_TENANTS", "montague",
                        "STOWAGE_TENANT_MONTAGUE_PATH", "montague",
                        "STOWAGE_TENANT_MONTAGUE_SECRET", "another secret",
                        "STOWAGE_TENANT_MONTAGUE_PROTOCOLS", "v1",
                        "STOWAGE_PUBLIC_URL", "http://127.0.0.1:" + good + "/upload/"));
        Path folder = Files.createTempDirectory("stowage-nginx");
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration());
        String program =
                new InstalledProgram(NginxIT.PROGRAM, NginxIT.PACKAGES).path().toString();
        nginx = RunningProgram.start(
                folder,
                List.of(program, "-p", folder.toString(), "-c", configuration.toString(), "-g", "daemon off;"),
                Map.of());
        nginx.awaitPort(good);
        bean = RunningBean.of(server, "Diagnosis", DiagnosisMXBean.class);
    }

    @AfterAll
    void end() {
        bean.close();
        nginx.close();
        server.close();
    }

    private String configuration() throws IOException {
        String recipe = Files.readString(Path.of("server-config/nginx/stowage.conf"));
        String ours = recipe.substring(recipe.indexOf("server {"))
                .replaceAll("(?m)^ *(ssl_certificate|access_log|error_log|listen \\[).*$", "")
                .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + tomcat.port());
        String tooSmall = ours.replace("client_max_body_size 0;", "client_max_body_size 1m;");
        String zips = ours.replace("gzip off;", "gzip on; gzip_types *;");
        return """
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    access_log off;
                    %s
                    %s
                    %s
                }
                """.formatted(listening(ours, good), listening(tooSmall, small), listening(zips, zipping));
    }

    private static String listening(String recipe, int port) {
        return recipe.replace("listen 443 ssl http2;", "listen 127.0.0.1:" + port + ";");
    }

    @Test
    void goodProxyPassesForEveryXmppServer() throws Exception {
        String report = bean.proxy().testUpload();
        assertThat(report)
                .endsWith("All is as it should be.")
                .doesNotContain("FAILED", "token=", "?v=")
                .contains(":" + good + "/upload/: Upload of 65536 bytes by jwt: 201 after")
                .contains(":" + good + "/upload/montague/: Upload of 65536 bytes by v1: 201 after")
                .contains("Upload of 10486784 bytes: 201");
        nothingRemains();
    }

    @Test
    void serversOwnPortPasses() throws Exception {
        assertThat(bean.proxy().testUpload("http://127.0.0.1:" + tomcat.port() + "/upload/", 1000))
                .endsWith("All is as it should be.");
        nothingRemains();
    }

    @Test
    void proxyThatTakesSmallFilesOnlyIsNamed() throws Exception {
        assertThat(bean.proxy().testUpload(url(small), 2 << 20)).contains("FAILED", "client_max_body_size 0");
        nothingRemains();
    }

    @Test
    void proxyThatCompressesIsNamed() throws Exception {
        assertThat(bean.proxy().testUpload(url(zipping), 1000)).contains("FAILED", "A proxy compresses", "gzip off");
        nothingRemains();
    }

    @Test
    void nobodyAtThePortIsNamed() {
        assertThat(bean.proxy().testUpload(url(nowhere), 1000)).contains("The connection is refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1/upload/",
                "http://127.0.0.1:8080/manager/",
                "http://127.0.0.1@192.0.2.1/upload/",
                "http://127.0.0.1.example.org/upload/",
                "http://localhost:80/x/upload/",
                "file:///upload/",
                "http://[::2]/upload/"
            })
    void otherPlacesAreRefused(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bean.proxy().testUpload(base, 1000))
                .withMessageStartingWith("A test upload goes to stowage.public-url");
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port + "/upload/";
    }

    /** Tombstones have some 100 bytes. */
    private void nothingRemains() throws IOException {
        try (Stream<Path> files = Files.walk(tomcat.path().resolve("stowage/files"))) {
            assertThat(files.filter(Files::isRegularFile).filter(ProxiedTestUploadIT::isLarge))
                    .isEmpty();
        }
        assertThat(server.log()).doesNotContain("?v=", "?token=", "Bearer");
    }

    private static boolean isLarge(Path file) {
        try {
            return Files.size(file) > 500;
        } catch (IOException gone) {
            return false;
        }
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;

/** Several XMPP servers on one deployment, and secrets that come and go; by environment and by system properties. */
final class TenantsIT {

    @Test
    void tomcatKeepsTenantsApart() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat10();
        folder.deploy(Folders.named("stowage.war"), "upload");
        Map<String, String> environment = Map.of(
                "STOWAGE_TENANTS", "montague,capulet",
                "STOWAGE_TENANT_MONTAGUE_PATH", "montague",
                "STOWAGE_TENANT_MONTAGUE_SECRET", Signed.SECRET,
                "STOWAGE_TENANT_CAPULET_HOST", "upload.capulet.example",
                "STOWAGE_TENANT_CAPULET_SECRET", "quite another secret",
                "STOWAGE_TENANT_CAPULET_MAX_SIZE", "10 B");
        try (ServerProcess server = ServerProcess.start(folder, environment)) {
            keepsApart(folder.port());
            assertThat(server.log())
                    .contains("tenant=montague key=")
                    .contains("tenant montague below /montague")
                    .doesNotContain("quite another secret");
        }
    }

    @Test
    void wildflyKeepsTenantsApart() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.thin.war"), "upload");
        try (ServerProcess server = ServerProcess.start(
                folder,
                Map.of(),
                "-Dstowage.tenants=montague,capulet",
                "-Dstowage.tenant.montague.path=montague",
                "-Dstowage.tenant.montague.secret=" + Signed.SECRET,
                "-Dstowage.tenant.capulet.host=upload.capulet.example",
                "-Dstowage.tenant.capulet.secret=quite another secret",
                "-Dstowage.tenant.capulet.max-size=10 B")) {
            keepsApart(folder.port());
            assertThat(server.log()).contains("tenant=montague key=");
        }
    }

    @Test
    void secretsCountInTheirTimeAndTheLogNamesTheOneThatDid() throws Exception {
        String dayAgo = Instant.now().minusSeconds(86_400).toString();
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        Map<String, String> environment = Map.of(
                "STOWAGE_SECRET",
                "a secret of today",
                "STOWAGE_SECRETS",
                "old,gone",
                "STOWAGE_SECRET_OLD",
                Signed.SECRET,
                "STOWAGE_SECRET_OLD_NOT_BEFORE",
                dayAgo,
                "STOWAGE_SECRET_GONE",
                "a secret of yesterday",
                "STOWAGE_SECRET_GONE_NOT_AFTER",
                dayAgo);
        try (ServerProcess server = ServerProcess.start(folder, environment)) {
            String path = Signed.freshPath("a.bin");
            assertThat(put(folder.port(), "any", Signed.v1(path, 3))).isEqualTo(201);
            assertThat(server.log()).contains("secret=old").doesNotContain(Signed.mac(path + " 3"));
            String yesterday = Signed.freshPath("b.bin");
            String expired = Signed.mac("a secret of yesterday", yesterday + " 3");
            assertThat(put(folder.port(), "any", yesterday + "?v=" + expired)).isEqualTo(403);
            String today = Signed.mac("a secret of today", yesterday + " 3");
            assertThat(put(folder.port(), "any", yesterday + "?v=" + today)).isEqualTo(201);
            assertThat(server.log()).contains("secret=default");
        }
    }

    private static void keepsApart(int port) throws IOException {
        String path = Signed.freshPath("a.bin");
        String montague = "?v=" + Signed.mac(path + " 3");
        String capulet = "?v=" + Signed.mac("quite another secret", path + " 3");
        assertThat(put(port, "any", "montague/" + path + capulet)).isEqualTo(403);
        assertThat(put(port, "upload.capulet.example", path + montague)).isEqualTo(403);
        assertThat(put(port, "any", path + montague)).isEqualTo(404);
        assertThat(put(port, "any", "montague/" + path + montague)).isEqualTo(201);
        assertThat(get(port, "upload.capulet.example", path)).isEqualTo(404);
        assertThat(get(port, "upload.capulet.example", "montague/" + path)).isEqualTo(404);
        assertThat(get(port, "any", path)).isEqualTo(404);
        assertThat(get(port, "any", "montague/" + path)).isEqualTo(200);
        assertThat(put(port, "upload.capulet.example", path + capulet)).isEqualTo(201);
        assertThat(get(port, "Upload.Capulet.Example", path)).isEqualTo(200);
        String large = Signed.freshPath("large.bin");
        try (RawHttp http = new RawHttp(port)) {
            String token = Signed.mac("quite another secret", large + " 11");
            http.sendTo("upload.capulet.example", "PUT", "/upload/" + large + "?v=" + token, "Content-Length: 11");
            assertThat(http.answer("PUT").status()).isEqualTo(413);
        }
    }

    private static int put(int port, String host, String rest) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.sendTo(host, "PUT", "/upload/" + rest, "Content-Length: 3");
            http.send("abc".getBytes(StandardCharsets.US_ASCII));
            return http.answer("PUT").status();
        }
    }

    private static int get(int port, String host, String rest) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.sendTo(host, "GET", "/upload/" + rest);
            return http.answer("GET").status();
        }
    }
}

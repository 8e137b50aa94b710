package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.stowage.it.Signed;

/** WildFly as it comes, then after {@code stowage.cli}, {@code access-log.cli} and {@code tls.cli}. */
final class WildFlyHttp2IT extends Http2Contract {

    private static final Map<String, String> PASSWORDS =
            Map.of("STOWAGE_SECRET", Signed.SECRET, "STOWAGE_KEY_STORE_PASSWORD", Tls.PASSWORD);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WildFlyFolder folder;
    private int stockStatus;

    WildFlyHttp2IT() throws Exception {
        this.folder = WildFlyFolder.stock();
    }

    @Override
    ServerProcess started() throws Exception {
        Tls.keyStore(folder.path().resolve("configuration/stowage.p12"));
        folder.deploy(Folders.named("stowage.war"), "upload");
        ServerProcess server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET));
        stockStatus = put(client(Version.HTTP_2), Signed.freshPath("a.bin"), new byte[LARGE])
                .statusCode();
        new WildFlyCli(folder).runScript("server-config/wildfly/stowage.cli", PASSWORDS);
        new WildFlyCli(folder).runScript("server-config/wildfly/access-log.cli", PASSWORDS);
        for (int time = 0; time < 2; time++) {
            new WildFlyCli(folder).runScript("server-config/wildfly/tls.cli", PASSWORDS);
        }
        return server;
    }

    @Override
    int port() {
        return folder.httpsPort();
    }

    @Override
    Path store() {
        return folder.path().resolve("data/stowage");
    }

    /** Its max-post-size of 10 MiB is lifted by us. */
    @Test
    void stockWildFlyTakesLargeFilesByHttp2() {
        assertThat(stockStatus).isEqualTo(201);
    }

    /** Without this the test of hosts that are not said would show nothing. */
    @Test
    void hostOfThisMachineIsAskedForAPassword() throws Exception {
        assertThat(Http2Wire.get(port(), READY, Optional.of("localhost"))).contains(LOGIN);
    }

    @Test
    void accessLogKeepsNoToken() throws Exception {
        for (Version version : Version.values()) {
            assertThat(put(client(version), Signed.freshPath("a.bin"), new byte[3])
                            .statusCode())
                    .isEqualTo(201);
        }
        Path log = folder.path().resolve("log/access_log.log");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!hasBoth(log) && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertThat(Files.readString(log))
                .contains("HTTP/1.1\" 201", "HTTP/2.0\" 201")
                .doesNotContain("v=", "?");
    }

    private static boolean hasBoth(Path log) throws IOException {
        String lines = Files.exists(log) ? Files.readString(log) : "";
        return lines.contains("HTTP/1.1\" 201") && lines.contains("HTTP/2.0\" 201");
    }

    @Test
    void certificateIsTheAdmins() throws Exception {
        try (SSLSocket socket = (SSLSocket) Tls.connect(port())) {
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("EC");
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }
}

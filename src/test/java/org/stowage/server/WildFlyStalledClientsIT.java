package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.server.DownloadWaysContract.Way;

/** WildFly as {@code stowage.cli} leaves it, with shorter times. */
final class WildFlyStalledClientsIT extends GoneClientsContract {

    private final WildFlyFolder folder;

    WildFlyStalledClientsIT() throws Exception {
        this.folder = WildFlyFolder.configured();
    }

    @Override
    ServerFolder prepare() throws Exception {
        assertThat(folder.path().resolve("configuration/standalone.xml"))
                .content()
                .as("what the script sets")
                .contains(" request-parse-timeout=\"30000\"", " write-timeout=\"600000\"");
        folder.setListenerAttribute("request-parse-timeout", MILLIS);
        folder.setListenerAttribute("read-timeout", MILLIS);
        folder.setListenerAttribute("write-timeout", WRITE_MILLIS);
        folder.setListenerAttribute("http2-initial-window-size", 4 << 20);
        folder.setListenerAttribute("send-buffer", SEND_BUFFER);
        return folder;
    }

    @Override
    Path store() {
        return folder.path().resolve("data/stowage");
    }

    @Override
    int port(boolean tls) {
        return tls ? folder.httpsPort() : folder.port();
    }

    @Override
    List<Way> ways() {
        return List.of(
                new Way("plain", () -> DownloadWaysContract.plain(folder.port())),
                new Way("TLS", () -> Tls.connect(folder.httpsPort())));
    }

    /** A listener with larger windows hangs without our help: Undertow forgets that of the connection. */
    @Test
    void uploadByHttp2EndsWhateverTheWindowOfTheListener() throws Exception {
        FarClient.isServed(folder.httpsPort(), Version.HTTP_2);
    }

    @Test
    void headersThatTrickleAreCutOff() throws Exception {
        long begin = System.nanoTime();
        boolean isCutOff = false;
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("GET /upload/x HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            while (Duration.ofNanos(System.nanoTime() - begin).toMillis() < 30 * MILLIS) {
                Thread.sleep(MILLIS / 10);
                http.send(new byte[] {'a'});
            }
        } catch (SocketException cutOff) {
            isCutOff = true;
        }
        assertThat(isCutOff).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(MILLIS));
    }
}

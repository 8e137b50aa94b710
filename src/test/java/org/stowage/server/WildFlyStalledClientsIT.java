package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.management.metrics.UploadsMXBean;
import org.stowage.server.DownloadWaysContract.Way;
import org.stowage.server.LeavingClient.Protocol;

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

    /**
     * By HTTP/2, for Tomcat sends those itself. All go at once, for some are found by a timeout only: {@code write-timeout} counts for
     * a stream on a busy connection, too.
     */
    @Test
    void downloadsOfClientsThatGoAwayLeaveNoFileOpenAndCountOnce() throws Exception {
        String target = stored(DeployedWar.content(1_000_000, 9));
        List<Arguments> ways =
                waysToGo().filter(WildFlyStalledClientsIT::leavesADownload).toList();
        List<LeavingClient> clients = new ArrayList<>();
        try (RunningBean<UploadsMXBean> figures = RunningBean.of(server(), "Uploads", UploadsMXBean.class)) {
            UploadsMXBean counts = figures.proxy();
            long completed = counts.getDownloadsCompleted();
            long brokenOff = counts.getDownloadsBrokenOff();
            for (Arguments way : ways) {
                LeavingClient client = connected((Protocol) way.get()[0]);
                clients.add(client);
                client.download(target);
                client.download(target);
            }
            await(
                    brokenOff + 2L * clients.size(),
                    () -> counts.getDownloadsBrokenOff() + counts.getDownloadsInProgress());
            for (int i = 0; i < clients.size(); i++) {
                leave(clients.get(i), (LeavingClient.Way) ways.get(i).get()[1]);
            }
            long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (counts.getDownloadsInProgress() > 0 && System.nanoTime() < end) {
                Thread.sleep(500);
                for (int i = 0; i < clients.size(); i++) {
                    if (ways.get(i).get()[1] == LeavingClient.Way.STALL_AND_PING) {
                        clients.get(i).ping();
                    }
                }
            }
            assertThat(counts.getDownloadsInProgress()).isZero();
            assertThat(counts.getDownloadsBrokenOff()).isEqualTo(brokenOff + 2L * clients.size());
            assertThat(counts.getDownloadsCompleted()).isEqualTo(completed);
            new OpenFiles(server(), store().resolve("files")).await(0);
        } finally {
            for (LeavingClient client : clients) {
                client.close();
            }
        }
    }

    private static boolean leavesADownload(Arguments way) {
        return ((Protocol) way.get()[0]).hasStreams() && way.get()[1] != LeavingClient.Way.END_STREAM;
    }

    private static void leave(LeavingClient client, LeavingClient.Way way) {
        try {
            client.leave(way);
        } catch (IOException e) {
            // The server was faster, which is its right.
        }
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

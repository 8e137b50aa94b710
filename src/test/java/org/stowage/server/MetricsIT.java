package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.management.RetentionMXBean;
import org.stowage.management.metrics.UploadsMXBean;

/** What an admin sees of a running server, in the ways that docs/metrics-and-health.md tells: it agrees with what clients did. */
final class MetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String UPLOADS = "org.stowage:type=Uploads,context=\"/upload/\"";
    private static final String RETENTION = "org.stowage:type=Retention,context=\"/upload/\"";
    private static final String USER = "juliet";
    private static final String PASSWORD = "balcony-1597";
    private static final int SMALL = 10;
    private static final int LARGE = 100_000;

    /** More than a kernel takes for a client that takes nothing. */
    private static final int HUGE = 10_000_000;

    @Test
    @SuppressWarnings("BanJNDI")
    void wildflyTellsThemByRemoteJmxAndMicrometer() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        addManagementUser(folder);
        addMicrometer(folder);
        folder.deploy(Folders.named("stowage.thin.war"), "upload");
        folder.deploy(Folders.named("stowage.thin.war"), "second");
        JMXServiceURL url = new JMXServiceURL("service:jmx:remote+http://127.0.0.1:" + folder.managementPort());
        Map<String, Object> login = Map.of(JMXConnector.CREDENTIALS, new String[] {USER, PASSWORD});
        try (ServerProcess server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET))) {
            Clients clients = new Clients(folder.port());
            try (JMXConnector connector = JMXConnectorFactory.connect(url, login)) {
                MBeanServerConnection beans = connector.getMBeanServerConnection();
                agrees(JMX.newMXBeanProxy(beans, new ObjectName(UPLOADS), UploadsMXBean.class), clients);
                RetentionMXBean retention = JMX.newMXBeanProxy(beans, new ObjectName(RETENTION), RetentionMXBean.class);
                assertThat(retention.dryRun()).isEqualTo("0 files, 0 bytes; tombstones: 0");
                assertThat(retention.getFiles()).isEqualTo(3);
            }
            await("Micrometer", () -> micrometer(folder).contains("stowage_uploads_stored_total{"));
            assertThat(micrometer(folder).lines().filter(line -> line.startsWith("stowage_")))
                    .anyMatch(line -> line.startsWith("stowage_uploads_stored_total{")
                            && line.contains("contract=\"v1\"")
                            && line.endsWith(" 3.0"))
                    .anyMatch(line -> line.startsWith("stowage_upload_duration_seconds_count{") && line.endsWith(" 3"))
                    .anyMatch(line -> line.startsWith("stowage_store_files{") && line.endsWith(" 3.0"))
                    .anyMatch(line -> line.startsWith("stowage_build_info{"));
            keepsMetersOfTheOtherDeployment(folder);
            server.stop();
            assertThat(server.log()).doesNotContain("at org.stowage.", "at io.prometheus.");
        }
    }

    private static void keepsMetersOfTheOtherDeployment(WildFlyFolder folder) throws Exception {
        assertThat(micrometer(folder)).contains("context=\"/second/\"");
        Files.delete(folder.path().resolve("deployments/second.war.deployed"));
        await("the end of the second", () -> !micrometer(folder).contains("context=\"/second/\""));
        assertThat(micrometer(folder).lines())
                .anyMatch(line -> line.startsWith("stowage_uploads_stored_total{")
                        && line.contains("context=\"/upload/\"")
                        && line.endsWith(" 3.0"));
    }

    @Test
    void tomcatTellsThemByTheManagersProxy() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        addManager(folder);
        try (ServerProcess server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET))) {
            Clients clients = new Clients(folder.port());
            clients.work();
            assertThat(proxy(folder, "qry=" + encoded("org.stowage:*")))
                    .contains("UploadsStored: 3", "DownloadsCompleted: 4", "UploadMilliseconds95thPercentile: ");
            assertThat(attribute(folder, "HeadsAnswered")).isEqualTo("1");
            assertThat(attribute(folder, "BytesSent")).isEqualTo(Long.toString(clients.sent));
            assertThat(attribute(folder, "DownloadsInProgress")).isEqualTo("0");
            clients.breakUploadOff();
            await(
                    "the end of the upload",
                    () -> attribute(folder, "UploadsBrokenOff").equals("1")
                            && attribute(folder, "UploadsInProgress").equals("0"));
            assertThat(proxy(folder, "invoke=" + encoded(RETENTION) + "&op=sweepNow"))
                    .contains("OK", "0 files, 0 bytes; tombstones: 0");
            server.stop();
            assertThat(server.log())
                    .doesNotContain("started a thread named", "ThreadLocal", "at org.stowage.", "at io.prometheus.");
        }
    }

    private static void agrees(UploadsMXBean bean, Clients clients) throws Exception {
        assertThat(bean.getUploadsStored()).isZero();
        assertThat(bean.getRefusedByCode()).isEmpty();
        clients.work();
        await("the downloads", () -> bean.getDownloadsCompleted() == 4);
        assertThat(bean.getUploadsStored()).isEqualTo(3);
        assertThat(bean.getStoredByContract()).isEqualTo(Map.of("v1", 3L));
        assertThat(bean.getStoredBySecret()).isEqualTo(Map.of("default", 3L));
        assertThat(bean.getRefusedByCode()).isEqualTo(Map.of("bad-token", 1L, "not-found", 1L));
        assertThat(bean.getHeadsAnswered()).isEqualTo(1);
        assertThat(bean.getBytesReceived()).isEqualTo(SMALL + LARGE + HUGE);
        assertThat(bean.getBytesSent()).isEqualTo(clients.sent);
        assertThat(bean.getDownloadsInProgress()).isZero();
        assertThat(bean.getUploadMillisecondsMedian()).isPositive();
        assertThat(bean.getDownloadMilliseconds99thPercentile())
                .isGreaterThanOrEqualTo(bean.getDownloadMillisecondsMedian());
        assertThat(bean.getUploadsPerSecondLastMinute()).isPositive();
        assertThat(bean.getBytesSentPerSecondLast5Minutes()).isPositive();
        breaksOff(bean, clients);
    }

    private static void breaksOff(UploadsMXBean bean, Clients clients) throws Exception {
        clients.breakUploadOff();
        await("the end of the upload", () -> bean.getUploadsBrokenOff() == 1 && bean.getUploadsInProgress() == 0);
        try (RawHttp stalled = clients.stalledDownload()) {
            await("the download", () -> bean.getDownloadsInProgress() == 1);
            assertThat(stalled).isNotNull();
        }
        await("its end", () -> bean.getDownloadsBrokenOff() == 1);
        assertThat(bean.getDownloadsInProgress()).isZero();
        assertThat(bean.getDownloadsCompleted()).isEqualTo(4);
    }

    /** As {@code add-user.sh} writes it. */
    private static void addManagementUser(WildFlyFolder folder) throws Exception {
        byte[] hash = MessageDigest.getInstance("MD5")
                .digest((USER + ":ManagementRealm:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.path().resolve("configuration/mgmt-users.properties"),
                USER + "=" + HexFormat.of().formatHex(hash) + "\n");
    }

    /** As {@code /extension=org.wildfly.extension.micrometer:add} and {@code /subsystem=micrometer:add} do. */
    private static void addMicrometer(WildFlyFolder folder) throws IOException {
        Path file = folder.path().resolve("configuration").resolve(folder.configuration());
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("<extensions>", "<extensions><extension module=\"org.wildfly.extension.micrometer\"/>")
                        .replaceFirst(
                                "<profile>",
                                "<profile><subsystem xmlns=\"urn:wildfly:micrometer:community:2.0\">"
                                        + "<prometheus-registry context=\"/prometheus\" security-enabled=\"false\"/>"
                                        + "</subsystem>"));
    }

    private static String micrometer(WildFlyFolder folder) throws IOException {
        try (RawHttp http = new RawHttp(folder.managementPort())) {
            return http.exchange("GET", "/prometheus", "Connection: close").text();
        }
    }

    private static void addManager(TomcatFolder folder) throws IOException {
        folder.configure(
                "<Context privileged=\"true\" docBase=\"" + folder.home().resolve("webapps/manager") + "\"/>",
                "manager");
        Files.writeString(
                folder.path().resolve("conf/tomcat-users.xml"),
                "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\"><user username=\"" + USER
                        + "\" password=\"" + PASSWORD + "\" roles=\"manager-jmx\"/></tomcat-users>");
    }

    private static String attribute(TomcatFolder folder, String name) throws IOException {
        String answer = proxy(folder, "get=" + encoded(UPLOADS) + "&att=" + name);
        assertThat(answer).startsWith("OK");
        return answer.substring(answer.lastIndexOf('=') + 1).strip();
    }

    private static String proxy(TomcatFolder folder, String query) throws IOException {
        String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
        try (RawHttp http = new RawHttp(folder.port())) {
            Answer answer = http.exchange(
                    "GET", "/manager/jmxproxy/?" + query, "Authorization: Basic " + login, "Connection: close");
            assertThat(answer.status()).isEqualTo(200);
            return answer.text();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void await(String what, Check check) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!check.holds()) {
            assertThat(System.nanoTime()).as("waited too long for %s", what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    /** What is done to a server, and how many bytes it should have sent. */
    private static final class Clients {

        private final int port;
        private final String huge = Signed.freshPath("huge.bin");
        private long sent;

        Clients(int port) {
            this.port = port;
        }

        /** Uploads three files, and downloads a whole small one, a large one, a part, and two parts at once. */
        void work() throws IOException {
            String small = Signed.freshPath("small.bin");
            String large = Signed.freshPath("large.bin");
            for (Map.Entry<String, Integer> file :
                    List.of(Map.entry(small, SMALL), Map.entry(large, LARGE), Map.entry(huge, HUGE))) {
                assertThat(put(Signed.v1(file.getKey(), file.getValue()), file.getValue()))
                        .isEqualTo(201);
            }
            assertThat(put(Signed.freshPath("bad.bin") + "?v=" + "0".repeat(64), SMALL))
                    .isEqualTo(403);
            assertThat(ask("GET", Signed.freshPath("none.bin")).status()).isEqualTo(404);
            Answer head = ask("HEAD", large);
            assertThat(head.status()).isEqualTo(200);
            assertThat(ask("GET", large, "If-None-Match: " + head.header("ETag").orElseThrow())
                            .status())
                    .isEqualTo(304);
            assertThat(ask("GET", large, "Range: bytes=200000-").status()).isEqualTo(416);
            download(200, small);
            download(200, large);
            download(206, large, "Range: bytes=1000-60999");
            download(206, large, "Range: bytes=0-9,50000-50009");
        }

        void breakUploadOff() throws IOException {
            try (RawHttp http = new RawHttp(port)) {
                http.send("PUT", "/upload/" + Signed.v1(Signed.freshPath("half.bin"), 1000), "Content-Length: 1000");
                http.send(new byte[100]);
            }
        }

        /** Takes the header fields and no more than fits into a small buffer. */
        RawHttp stalledDownload() throws IOException {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            RawHttp http = new RawHttp(socket);
            http.send("GET", "/upload/" + huge);
            return http;
        }

        private void download(int status, String path, String... headers) throws IOException {
            Answer answer = ask("GET", path, headers);
            assertThat(answer.status()).isEqualTo(status);
            sent += answer.body().length;
        }

        private Answer ask(String method, String path, String... headers) throws IOException {
            try (RawHttp http = new RawHttp(port)) {
                return http.exchange(method, "/upload/" + path, headers);
            }
        }

        private int put(String target, int size) throws IOException {
            try (RawHttp http = new RawHttp(port)) {
                http.send("PUT", "/upload/" + target, "Content-Length: " + size);
                http.send(new byte[size]);
                return http.answer("PUT").status();
            }
        }
    }
}

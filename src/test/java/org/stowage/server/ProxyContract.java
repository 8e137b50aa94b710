package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.program.RunningProgram;

/** What must be true of every proxy with the file for admins, before every server; over TLS, as clients come. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(ProxiedServers.OfAllTests.class)
abstract class ProxyContract {

    private static final String FORGED_ADDRESS = "127.0.0.1";

    /** Of the package of the same name. */
    static final String CURL = "/usr/bin/curl";

    private final List<Front> fronts = new ArrayList<>();

    /**
     * Starts the proxy; its folder has {@code key.pem} and {@code cert.pem}.
     *
     * @param port where it shall answer HTTPS for {@link Front#HOST} and {@link ProxiedServers#CAPULET}
     * @param upstream the port of the server
     */
    abstract RunningProgram start(Path folder, int port, int upstream) throws IOException;

    @BeforeAll
    void startBeforeEachServer(ProxiedServers servers) throws Exception {
        for (Map.Entry<String, Integer> server : servers.ports().entrySet()) {
            fronts.add(front(server.getKey(), server.getValue()));
        }
    }

    @AfterAll
    void end() {
        fronts.forEach(front -> front.proxy().close());
    }

    private Front front(String name, int upstream) throws Exception {
        Path folder = Files.createTempDirectory("stowage-proxy");
        Tls.pem(Tls.keyStore(folder.resolve("keys.p12")));
        int port = RunningProgram.freePort();
        RunningProgram proxy = start(folder, port, upstream);
        proxy.awaitPort(port);
        return new Front(name, port, proxy, folder);
    }

    /** Reads a file of {@code server-config} and replaces what is of another machine there; all of it must be in it. */
    static String recipe(String file, Map<String, String> replacements) throws IOException {
        String text = Files.readString(Path.of("server-config").resolve(file));
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            assertThat(text).as("what the tests replace").contains(replacement.getKey());
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        return text;
    }

    List<Front> fronts() {
        return fronts;
    }

    /** Returns how much of a refused body the proxy takes from a client that does not read meanwhile. */
    int largestBodyWrittenFirst() {
        return 30_000_000;
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void nameReachesStowageAsItWasSent(Front front) throws Exception {
        byte[] content = DeployedWar.content(1_000, 1);
        for (String name : List.of(
                "plain.jpg", "très cool.jpg", "a+b;c=d&e%20%2F#?☃😀.txt", "%2e%2e", "O'Hara (1)!~*,:@$&=.png", "-")) {
            String path = Signed.freshPath(name);
            assertThat(front.put(path, content).status()).as(name).isEqualTo(201);
            assertThat(front.exchange("GET", "/upload/" + Signed.escaped(path)).body())
                    .isEqualTo(content);
        }
    }

    /** Clients escape more or less; what they need not escape is all here. */
    @ParameterizedTest
    @MethodSource("fronts")
    void nameMayBeEscapedAsLittleAsItMust(Front front) throws Exception {
        byte[] content = DeployedWar.content(1_000, 2);
        for (String name : List.of("O'Hara_(1)!~*,:@$&=+.png", "a+b.txt", "(;)", "~-.txt")) {
            String path = Signed.freshPath(name);
            String target = "/upload/" + path;
            assertThat(front.putTo(target + "?v=" + Signed.mac(path + " 1000"), content)
                            .status())
                    .as(name)
                    .isEqualTo(201);
            assertThat(front.exchange("GET", target).body()).isEqualTo(content);
            assertThat(front.exchange("GET", "/upload/" + Signed.escaped(path)).body())
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void fileMayBeLargerThanProxiesLike(Front front) throws Exception {
        String path = Signed.freshPath("large.bin");
        byte[] content = DeployedWar.content(12 << 20, 2);
        assertThat(front.put(path, content).status()).isEqualTo(201);
        assertThat(front.exchange("GET", "/upload/" + path).body()).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void http2TakesAndGivesLargeFiles(Front front) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(Tls.trustingAnybody()).build();
        String path = Signed.freshPath("large.bin");
        byte[] content = DeployedWar.content(12 << 20, 3);
        String base = "https://localhost:" + front.port() + "/upload/";
        HttpResponse<String> put = client.send(
                HttpRequest.newBuilder(URI.create(base + Signed.v1(path, content.length)))
                        .PUT(BodyPublishers.ofByteArray(content))
                        .build(),
                BodyHandlers.ofString());
        assertThat(put.statusCode()).isEqualTo(201);
        HttpResponse<byte[]> get =
                client.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofByteArray());
        assertThat(get.body()).isEqualTo(content);
        assertThat(List.of(put.version(), get.version())).containsOnly(Version.HTTP_2);
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void farClientIsServed(Front front) throws Exception {
        FarClient.isServed(front.port(), Version.HTTP_1_1);
        FarClient.isServed(front.port(), Version.HTTP_2);
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void uploadByHttp2NeedNotWaitForTheServerAfterEach64KiB(Front front) throws Exception {
        FarClient.mayGoOnUnheard(front.port());
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void textIsNotCompressedOnTheWay(Front front) throws Exception {
        String path = Signed.freshPath("long.txt");
        assertThat(front.put(path, "romeo ".repeat(10_000).getBytes(StandardCharsets.US_ASCII))
                        .status())
                .isEqualTo(201);
        Answer head = front.exchange("HEAD", "/upload/" + path, "Accept-Encoding: gzip, br, zstd");
        assertThat(head.header("Content-Length")).hasValue("60000");
        Answer get = front.exchange("GET", "/upload/" + path, "Accept-Encoding: gzip, br, zstd");
        assertThat(get.body()).hasSize(60_000);
        assertThat(get.header("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void whoAsksWhetherToContinueIsTold(Front front) throws Exception {
        String path = Signed.freshPath("expected.bin");
        try (RawHttp http = front.connect()) {
            http.sendTo(
                    Front.HOST, "PUT", "/upload/" + Signed.v1(path, 3), "Content-Length: 3", "Expect: 100-continue");
            assertThat(http.answer("PUT").status()).isEqualTo(100);
            http.send(new byte[3]);
            int status = http.answer("PUT").status();
            // Caddy says it for itself and for the server.
            assertThat(status == 100 ? http.answer("PUT").status() : status).isEqualTo(201);
        }
    }

    /** So often that a fault that shows now and then shows. */
    @ParameterizedTest
    @MethodSource("fronts")
    void refusalIsReadAfterTheBodyIsWritten(Front front) throws Exception {
        for (int size : List.of(200_000, 1_000_000, 6_000_000, 30_000_000)) {
            int times = size > largestBodyWrittenFirst() ? 0 : Math.min(20, 60_000_000 / size);
            for (int i = 0; i < times; i++) {
                assertRefused(front.putTo("/upload/a/b?v=00", new byte[size]), 403, size + " bytes, time " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void everyReasonIsReadAfterTheBodyIsWritten(Front front) throws Exception {
        byte[] content = new byte[Math.min(6_000_000, largestBodyWrittenFirst())];
        String path = Signed.freshPath("a.bin");
        assertThat(front.put(path, new byte[3]).status()).isEqualTo(201);
        assertRefused(front.put(path, content), 409, "exists");
        String full =
                "/upload/" + path + "?v=" + Signed.mac(ProxiedServers.CAPULETS_SECRET, path + " " + content.length);
        try (RawHttp http = front.connect()) {
            http.sendTo(ProxiedServers.CAPULET, "PUT", full, "Content-Length: " + content.length);
            http.send(content);
            assertRefused(http.answer("PUT"), 507, "full");
        }
        try (RawHttp http = front.connect()) {
            http.sendTo(Front.HOST, "PUT", "/upload/a/b?v=00", "Transfer-Encoding: chunked");
            http.send((Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            http.send(content);
            http.send("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertRefused(http.answer("PUT"), 411, "chunked");
        }
    }

    /** By curl: Java's own client waits for ever when a proxy resets the stream with NO_ERROR, as it may (RFC 9113 §8.1). */
    @ParameterizedTest
    @MethodSource("fronts")
    void refusalByHttp2IsReadHoweverLargeTheBody(Front front) throws Exception {
        Path file = Files.write(front.folder().resolve("large.bin"), new byte[30_000_000]);
        String url = "https://localhost:" + front.port() + "/upload/a/b?v=00";
        for (int i = 0; i < 5; i++) {
            Process curl = new ProcessBuilder(CURL, "-k", "-s", "-i", "-m", "30", "--http2", "-T", file.toString(), url)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/2 403").contains("access-control-allow-origin: *\r\n");
        }
    }

    private static void assertRefused(Answer answer, int status, String which) {
        assertThat(answer.status()).as(which).isEqualTo(status);
        assertThat(answer.header("Access-Control-Allow-Origin")).as(which).hasValue("*");
        assertThat(answer.text()).as(which).matches("[A-Z][^<>]{10,100}\\.\n");
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void rangesAndConditionsPass(Front front) throws Exception {
        String path = Signed.freshPath("film.mp4");
        assertThat(front.put(path, DeployedWar.content(10_000, 3)).status()).isEqualTo(201);
        Answer answer = front.exchange("GET", "/upload/" + path, "Range: bytes=9000-");
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).hasValue("bytes 9000-9999/10000");
        String tag = answer.header("ETag").orElseThrow();
        assertThat(front.exchange("GET", "/upload/" + path, "If-None-Match: " + tag)
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void serverKnowsTheClientAndThatItCameByHttps(Front front) throws Exception {
        assertThat(front.exchangeFrom("127.0.0.2", "/upload/probe/").text())
                .startsWith(ProbeWar.REACHED + " 127.0.0.2 https localhost ")
                .endsWith(" true");
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void clientCannotSayThatItIsSomebodyElse(Front front) throws Exception {
        Answer answer = front.exchangeFrom(
                "127.0.0.2",
                "/upload/probe/",
                "X-Forwarded-For: " + FORGED_ADDRESS,
                "X-Real-IP: " + FORGED_ADDRESS,
                "X-Forwarded-Proto: http",
                "X-Forwarded-Port: 81",
                "X-Forwarded-Host: " + ProxiedServers.CAPULET,
                "Forwarded: for=" + FORGED_ADDRESS + ";host=" + ProxiedServers.CAPULET + ";proto=http",
                "Connection: close, X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host");
        assertThat(answer.text())
                .startsWith(ProbeWar.REACHED + " 127.0.0.2 https localhost ")
                .doesNotContain(" 81 ")
                .endsWith(" true");
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void hostDecidesBetweenTenantsAndNothingElseDoes(Front front) throws Exception {
        String path = Signed.freshPath("a.bin");
        assertThat(front.put(path, new byte[3]).status()).isEqualTo(201);
        assertThat(front.exchange("HEAD", "/upload/" + path).status()).isEqualTo(200);
        assertThat(front.exchangeWith(ProxiedServers.CAPULET, "HEAD", "/upload/" + path)
                        .status())
                .isEqualTo(404);
        for (String field :
                List.of("X-Forwarded-Host: " + ProxiedServers.CAPULET, "Forwarded: host=" + ProxiedServers.CAPULET)) {
            assertThat(front.exchange("HEAD", "/upload/" + path, field).status())
                    .isEqualTo(200);
        }
        assertThat(front.exchangeWith(ProxiedServers.CAPULET, "HEAD", "/upload/" + path, "X-Forwarded-Host: localhost")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void administrationIsHidden(Front front) throws Exception {
        for (String path : List.of(
                "/upload/-/",
                "/upload/-/metrics",
                "/upload/%2d/metrics",
                "/upload/%2D/metrics",
                "/upload//-/metrics",
                "/upload/./-/metrics",
                "/upload/%2e/-/metrics",
                "/upload/a/../-/metrics",
                "/upload/a/%2e%2e/-/metrics",
                "/upload/-;a=b/metrics",
                "/upload/-;/metrics",
                "/upload/-%3Ba/metrics",
                "/upload/;a/-/metrics",
                "/upload/.;a/-/metrics",
                "/upload/a/..;a/-/metrics",
                "/upload/a/..;/-;a/metrics",
                "/upload/a/%2e%2e;/%2d/metrics",
                "/upload/probe/..;/-/metrics",
                "/upload;a/-/metrics",
                "/upload/-//metrics",
                "//upload/-/metrics",
                "/upload/-/health/live/../metrics",
                "/upload/-/health/live/..;/metrics",
                "/upload/-/health/live;a/x",
                "/upload/-/health/ready")) {
            Answer answer = front.exchange("GET", path);
            assertThat(answer.text()).as(path).doesNotContain(ProbeWar.REACHED);
            assertThat(answer.status()).as(path).isBetween(400, 404);
        }
        assertThat(front.exchange("GET", "/upload/-/health/live").text()).startsWith(ProbeWar.REACHED);
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void otherApplicationsOfTheServerAreOutOfReach(Front front) throws Exception {
        for (String path : List.of(
                "/inner/",
                "/upload/../inner/",
                "/upload/%2e%2e/inner/",
                "/upload/..;/inner/",
                "/upload/..;a=b/inner/",
                "/upload/%2e%2e;/inner/",
                "/upload/..%3b/inner/",
                "/upload/.%2e;/inner/",
                "/upload/a/..;/..;/inner/",
                "/upload/..%2finner/",
                "/upload/..%5cinner/",
                "/upload/..\\inner/")) {
            Answer answer = front.exchange("GET", path);
            assertThat(answer.text()).as(path).doesNotContain(ProbeWar.REACHED);
        }
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void tokensAreInNoLog(Front front) throws Exception {
        String path = Signed.freshPath("logged.bin");
        assertThat(front.put(path, new byte[10]).status()).isEqualTo(201);
        String url = "https://localhost/upload/" + Signed.v1(path, 10);
        assertThat(front.exchange("GET", "/upload/" + Signed.v1(path, 10), "Referer: " + url)
                        .status())
                .isEqualTo(200);
        awaitLogged(front, path);
        assertThat(front.logs()).doesNotContain(Signed.mac(path + " 10"));
    }

    /** Proxies log errors in another way. */
    @Test
    void tokensAreInNoLogWhenTheServerIsDown() throws Exception {
        Front front = front("nobody", RunningProgram.freePort());
        try {
            String path = Signed.freshPath("logged.bin");
            String url = "https://localhost/upload/" + Signed.v1(path, 10);
            assertThat(front.put(path, new byte[10]).status()).isBetween(502, 504);
            assertThat(front.exchange("GET", "/upload/" + Signed.v1(path, 10), "Referer: " + url)
                            .status())
                    .isBetween(502, 504);
            awaitLogged(front, path);
            assertThat(front.logs()).doesNotContain(Signed.mac(path + " 10"));
        } finally {
            front.proxy().close();
        }
    }

    private static void awaitLogged(Front front, String path) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!front.logs().contains(path) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(front.logs()).contains(path);
    }
}

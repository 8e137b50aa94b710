package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;
import org.stowage.management.metrics.UploadsMXBean;

/**
 * While the store lets readers wait, as a network file system does, all others are answered; when it goes on, so do the
 * readers.
 */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
abstract class StalledStoreContract {

    /** Twice as many as WildFly has I/O threads, a quarter of its workers. */
    static final int READERS = 4 * Runtime.getRuntime().availableProcessors();

    static final int SIZE = 1_000_000;

    /** So long the servers leave idle connections alone, too. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    final ExecutorService clients = Executors.newCachedThreadPool();
    private Optional<StallingStore> mounted = Optional.empty();
    private ServerProcess server;
    RunningBean<UploadsMXBean> figures;

    /** Lays the server out. */
    abstract ServerFolder prepare() throws Exception;

    /** Returns the port of HTTPS and HTTP/2. */
    abstract int httpsPort();

    /** Connects to the port of HTTP. */
    abstract Socket plain() throws IOException;

    @BeforeAll
    void start() throws Exception {
        mounted = StallingStore.mount();
        assumeTrue(mounted.isPresent(), "a FUSE file system cannot be mounted here: the test needs /dev/fuse and root");
        ServerFolder folder = prepare();
        folder.deploy(Folders.named("stowage.war"), "upload");
        ProbeWar.deploy(folder, "/probe");
        server = ServerProcess.start(
                folder,
                // What is hashed while it is uploaded is not read once more in the background: the tests count who
                // reads.
                Map.of(
                        "STOWAGE_SECRET", Signed.SECRET,
                        "STOWAGE_UPLOAD_TIMEOUT", "3 seconds",
                        "STOWAGE_SHA256", "always"),
                "-Dstowage.base-path=" + mounted.orElseThrow().place());
        figures = RunningBean.of(server, "Uploads", UploadsMXBean.class);
    }

    @AfterEach
    void goOn() throws Exception {
        store().goOn();
        awaitNoDownload();
    }

    @AfterAll
    void end() throws Exception {
        clients.shutdownNow();
        if (mounted.isPresent()) {
            store().goOn();
            if (server != null) {
                server.close();
            }
            store().close();
        }
    }

    @Test
    void startSaysThatDownloadsAreCopied() throws Exception {
        assertThat(server.log())
                .containsOnlyOnce(
                        "Downloads are copied while the store is missing, or on a network or FUSE file system");
    }

    /** Long before the server would do so. */
    @Test
    void uploadThatStallsIsBrokenOff() throws Exception {
        String path = Signed.freshPath("a.bin");
        try (RawHttp http = new RawHttp(plain())) {
            http.send("PUT", "/upload/" + Signed.v1(path, 1000), "Content-Length: 1000");
            http.send(new byte[10]);
            long end = System.nanoTime() + PATIENCE.dividedBy(2).toNanos();
            while (!server.log().contains("PUT broken-off key=" + path) && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertThat(server.log()).contains("PUT broken-off key=" + path);
        }
    }

    /** Before anything is known of the file, and in the middle of its body. */
    @ParameterizedTest
    @ValueSource(strings = {"getattr open read", "read-on"})
    void downloadsStandInNobodysWay(String operations) throws Exception {
        othersAreAnsweredDuring(operations, path -> raw(plain(), path));
    }

    @Test
    void severalRangesStandInNobodysWay() throws Exception {
        othersAreAnsweredDuring("read-on", path -> raw(plain(), path, "Range: bytes=0-9,20-999999"));
    }

    @Test
    void downloadsByTlsStandInNobodysWay() throws Exception {
        othersAreAnsweredDuring("read-on", path -> raw(Tls.connect(httpsPort()), path));
    }

    @Test
    void streamsOfHttp2StandInNobodysWay() throws Exception {
        othersAreAnsweredDuring("read-on", this::http2);
    }

    private void othersAreAnsweredDuring(String operations, Download download) throws Exception {
        othersAreAnsweredDuring(operations, READERS, download);
    }

    void othersAreAnsweredDuring(String operations, int readers, Download download) throws Exception {
        List<String> paths = stored(readers, SIZE);
        List<RawHttp> others = connected();
        try {
            store().stall(operations);
            List<Future<byte[]>> bodies = paths.stream()
                    .map(path -> clients.submit((Callable<byte[]>) () -> download.body(path)))
                    .toList();
            store().awaitWaiting(READERS);
            assertAreAnswered(others);
            store().goOn();
            for (int i = 0; i < readers; i++) {
                assertThat(text(bodies.get(i).get()))
                        .contains(text(DeployedWar.content(SIZE, i)).substring(20));
            }
        } finally {
            for (RawHttp other : others) {
                other.close();
            }
        }
    }

    /** An I/O thread that waits takes no new connections; so these are there before. */
    List<RawHttp> connected() throws IOException {
        List<RawHttp> others = new ArrayList<>();
        for (int i = 0; i < 2 * READERS; i++) {
            RawHttp other = new RawHttp(plain());
            others.add(other);
            assertIsAnswered(other);
        }
        return others;
    }

    static void assertAreAnswered(List<RawHttp> others) throws Exception {
        for (int round = 0; round < 3; round++) {
            for (RawHttp other : others) {
                assertIsAnswered(other);
            }
            Thread.sleep(500);
        }
    }

    /** Awaits each answer for as long as {@link RawHttp} does. */
    private static void assertIsAnswered(RawHttp client) throws IOException {
        assertThat(client.exchange("GET", "/upload/-/health/live").status()).isEqualTo(200);
        assertThat(client.exchange("POST", "/upload/a/b").status()).isEqualTo(405);
        assertThat(client.exchange("GET", "/probe/").status()).isEqualTo(200);
    }

    /** A small body is given to the server as a whole, a larger one piece by piece; the one who is gone is found by writing. */
    @ParameterizedTest
    @CsvSource({"false, 5000", "false, 1000000", "true, 1000000"})
    void clientsThatAreGoneMeanwhileLeaveNothingAndCountAsBrokenOff(boolean tls, int size) throws Exception {
        awaitIdle();
        long completed = figures.proxy().getDownloadsCompleted();
        long brokenOff = figures.proxy().getDownloadsBrokenOff();
        List<String> paths = stored(3, size);
        store().stall("read");
        List<Socket> gone = new ArrayList<>();
        for (String path : paths) {
            Socket socket = tls ? Tls.connect(httpsPort()) : plain();
            gone.add(socket);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        // The kernel reads ahead: of one file there may be two who wait.
        OpenFiles files = new OpenFiles(server, store().place().resolve("files"));
        files.await(paths.size());
        store().awaitWaiting(paths.size());
        for (Socket socket : gone) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
        store().goOn();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (over() < completed + brokenOff + paths.size() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(figures.proxy().getDownloadsCompleted()).isEqualTo(completed);
        assertThat(figures.proxy().getDownloadsBrokenOff()).isEqualTo(brokenOff + paths.size());
        assertThat(figures.proxy().getDownloadsInProgress()).isZero();
        files.await(0);
    }

    /** A client may have all of a download before the server counts it. */
    private void awaitIdle() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (figures.proxy().getDownloadsInProgress() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
    }

    private long over() {
        return figures.proxy().getDownloadsCompleted() + figures.proxy().getDownloadsBrokenOff();
    }

    interface Download {
        byte[] body(String path) throws Exception;
    }

    private static byte[] raw(Socket socket, String path, String... fields) throws IOException {
        try (RawHttp http = new RawHttp(socket)) {
            return http.exchange("GET", path, fields).body();
        }
    }

    private byte[] http2(String path) throws Exception {
        HttpRequest get = HttpRequest.newBuilder(URI.create("https://localhost:" + httpsPort() + path))
                .timeout(PATIENCE)
                .build();
        HttpResponse<byte[]> answer = Http2Contract.client(Version.HTTP_2).send(get, BodyHandlers.ofByteArray());
        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        return answer.body();
    }

    StallingStore store() {
        return mounted.orElseThrow();
    }

    List<String> stored(int number, int size) throws IOException {
        List<String> paths = new ArrayList<>();
        try (RawHttp http = new RawHttp(plain())) {
            for (int i = 0; i < number; i++) {
                String path = Signed.freshPath("a.bin");
                http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size);
                http.send(DeployedWar.content(size, i));
                assertThat(http.answer("PUT").status()).isEqualTo(201);
                paths.add("/upload/" + path);
            }
        }
        return paths;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void awaitNoDownload() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (figures.proxy().getDownloadsInProgress() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(figures.proxy().getDownloadsInProgress()).isZero();
    }
}

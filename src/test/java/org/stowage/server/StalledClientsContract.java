package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;

/**
 * A client that stalls is cut off after the timeout of its server and leaves nothing behind; a slow one is not. The
 * servers are configured as docs/clients.md says, only with shorter times.
 */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
abstract class StalledClientsContract {

    /** The timeout of the servers here. */
    static final int MILLIS = 2000;

    /** How long a client may take nothing of a download: ten times as long, as docs/clients.md has it. */
    static final int WRITE_MILLIS = 10 * MILLIS;

    /** The send buffers of the servers here; Linux doubles it, and takes more bytes when a third of that is free. */
    static final int SEND_BUFFER = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LARGE = 8_000_000;

    private ServerProcess server;

    /** Lays the server out and deploys nothing. */
    abstract ServerFolder prepare() throws Exception;

    /** Returns the folder of the store. */
    abstract Path store();

    /** Returns the connections to try: with and without TLS. */
    abstract List<DownloadWaysContract.Way> ways();

    @BeforeAll
    void start() throws Exception {
        ServerFolder folder = prepare();
        folder.deploy(Folders.named("stowage.war"), "upload");
        server = ServerProcess.start(
                folder, Map.of("STOWAGE_SECRET", Signed.SECRET, "STOWAGE_UPLOAD_TIMEOUT", "3 seconds"));
    }

    ServerProcess server() {
        return server;
    }

    @AfterAll
    void end() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void stalledHeadersAreCutOff(DownloadWaysContract.Way way) throws Exception {
        try (RawHttp http = way.connect()) {
            http.send("GET /upload/x HTTP/1.1\r\nHos".getBytes(StandardCharsets.US_ASCII));
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void stalledBodyLeavesNothingAndItsUrlCanBeUsedAgain(DownloadWaysContract.Way way) throws Exception {
        byte[] content = DeployedWar.content(5000, 1);
        String path = Signed.freshPath("a.bin");
        try (RawHttp http = way.connect()) {
            sendHead(http, path, content.length);
            http.send(Arrays.copyOf(content, 10));
            awaitLog("PUT broken-off key=" + path + " length=5000 received=10 ");
            awaitPartialFiles(0);
        }
        try (RawHttp http = way.connect()) {
            assertThat(http.exchange("GET", "/upload/" + path).status()).isEqualTo(404);
            sendHead(http, path, content.length);
            http.send(content);
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void bodyThatTricklesIsStored(DownloadWaysContract.Way way) throws Exception {
        try (RawHttp http = way.connect()) {
            sendHead(http, Signed.freshPath("a.bin"), 5);
            for (int i = 0; i < 5; i++) {
                Thread.sleep(MILLIS / 2);
                http.send(new byte[] {1});
            }
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void stalledReaderLeavesNoFileOpen(DownloadWaysContract.Way way) throws Exception {
        String path = stored(DeployedWar.content(LARGE, 2));
        OpenFiles files = new OpenFiles(server, store().resolve("files"));
        int logged = server.log().length();
        try (Socket socket = reader(way, path, files)) {
            files.await(0);
            assertThat(bytesUntilTheEnd(socket.getInputStream())).isLessThan(LARGE);
        }
        try (RawHttp http = way.connect()) {
            assertThat(http.exchange("GET", path).body()).hasSize(LARGE);
        }
        assertThat(server.troubleSince(logged)).isEmpty();
    }

    /** One who has read the first byte; if this test is held up until the file is closed again, there is another one. */
    private static Socket reader(DownloadWaysContract.Way way, String path, OpenFiles files) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Socket socket = way.open().connect();
            ask(socket, path, "");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            if (files.become(1, Duration.ofMillis(MILLIS))) {
                return socket;
            }
            socket.close();
        }
        throw new AssertionError("no file was seen open within " + PATIENCE);
    }

    /** A third of the send buffer in a fifth of the timeout, for longer than three timeouts. */
    @ParameterizedTest
    @MethodSource("ways")
    void slowReaderGetsEverything(DownloadWaysContract.Way way) throws Exception {
        byte[] content = DeployedWar.content(1_000_000, 3);
        String path = stored(content);
        long begin = System.nanoTime();
        try (Socket socket = way.open().connect()) {
            socket.setSoTimeout(60_000);
            ask(socket, path, "Connection: close\r\n");
            byte[] answer = sipped(socket.getInputStream());
            assertThat(answer.length).isGreaterThan(content.length);
            assertThat(Arrays.equals(answer, answer.length - content.length, answer.length, content, 0, content.length))
                    .isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(3 * MILLIS));
    }

    /**
     * All is a thirtieth of what docs/clients.md says but the client, which takes 4 KiB in a second: the kernel's buffer has 128 KiB
     * instead of 4 MiB, and the timeouts are 2 and 20 seconds. The kernel takes nothing for 10 seconds, then a third of its buffer.
     */
    @Test
    void steadyReaderOf4KiBInASecondGetsEverything() throws Exception {
        byte[] content = DeployedWar.content(300_000, 4);
        String path = stored(content);
        List<CompletableFuture<byte[]>> readers = new ArrayList<>();
        for (DownloadWaysContract.Way way : ways()) {
            readers.add(CompletableFuture.supplyAsync(() -> readSteadily(way, path)));
        }
        for (CompletableFuture<byte[]> reader : readers) {
            byte[] answer = reader.get(100, TimeUnit.SECONDS);
            assertThat(answer.length).isGreaterThan(content.length);
            assertThat(Arrays.equals(answer, answer.length - content.length, answer.length, content, 0, content.length))
                    .isTrue();
        }
    }

    /** For ten seconds and half of them once more; then as fast as it goes. */
    private static byte[] readSteadily(DownloadWaysContract.Way way, String path) {
        try (Socket socket = way.open().connect()) {
            socket.setReceiveBufferSize(32 * 1024);
            socket.setSoTimeout(60_000);
            ask(socket, path, "Connection: close\r\n");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int quarter = 0; quarter < 60; quarter++) {
                all.write(socket.getInputStream().readNBytes(1024));
                Thread.sleep(250);
            }
            socket.getInputStream().transferTo(all);
            return all.toByteArray();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /**
     * More of them than any server here has threads for requests. If this test is held up until they are cut off, nothing is
     * shown, and it tries again.
     */
    @Test
    void headersThatTrickleStandInNobodysWay() throws Exception {
        String path = stored(new byte[1000]);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isAnsweredBesideSlowClients(path)) {
            assertThat(System.nanoTime())
                    .as("each time somebody was cut off before the answer came")
                    .isLessThan(end);
        }
    }

    private boolean isAnsweredBesideSlowClients(String path) throws Exception {
        List<RawHttp> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                RawHttp http = ways().get(0).connect();
                slow.add(http);
                http.send("GET /upload/x HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            }
            for (RawHttp http : slow) {
                http.send(new byte[] {'a'});
            }
            try (RawHttp http = ways().get(0).connect()) {
                assertThat(http.exchange("GET", path).body()).hasSize(1000);
            }
            for (RawHttp http : slow) {
                if (!http.isOpen()) {
                    return false;
                }
            }
            return true;
        } catch (SocketException cutOff) {
            return false;
        } finally {
            for (RawHttp http : slow) {
                http.close();
            }
        }
    }

    String stored(byte[] content) throws IOException {
        String path = Signed.freshPath("a.bin");
        try (RawHttp http = ways().get(0).connect()) {
            sendHead(http, path, content.length);
            http.send(content);
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
        return "/upload/" + path;
    }

    private static void sendHead(RawHttp http, String path, int size) throws IOException {
        http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size);
    }

    private static void ask(Socket socket, String path, String fields) throws IOException {
        String head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sipped(InputStream in) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] sip = in.readNBytes(2 * SEND_BUFFER / 3);
        while (sip.length > 0) {
            all.write(sip);
            Thread.sleep(MILLIS / 5);
            sip = in.readNBytes(2 * SEND_BUFFER / 3);
        }
        return all.toByteArray();
    }

    private static long bytesUntilTheEnd(InputStream in) throws IOException {
        long all = 0;
        byte[] buffer = new byte[1 << 16];
        try {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                all += length;
            }
        } catch (SocketException reset) {
            // That is an end too.
        }
        return all;
    }

    private void awaitLog(String words) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.log().contains(words) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(server.log()).contains(words);
    }

    private void awaitPartialFiles(int number) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (partialFiles().size() != number && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(partialFiles()).hasSize(number);
    }

    private List<Path> partialFiles() throws IOException {
        try (Stream<Path> all = Files.walk(store().resolve("partial"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock") && !file.endsWith("reserve"))
                    .toList();
        } catch (UncheckedIOException goneMeanwhile) {
            return partialFiles();
        }
    }
}

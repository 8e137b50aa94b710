package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.storage.FileKey;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** What must be true of every way in which a body can be sent; each server runs all of it. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
abstract class DownloadWaysContract {

    private static final int UPLOADERS = 6;

    private static final int LARGE = 20_000_000;

    /** Of what HTTP says, this may differ from one connection to another. */
    private static final List<String> OF_THE_CONNECTION = List.of("date:", "connection:", "keep-alive:");

    private ServerFolder folder;
    private ServerProcess server;
    private String large;

    /** Lays the server out. */
    abstract ServerFolder prepare() throws Exception;

    /** Returns the folder of the store. */
    abstract Path store();

    /** Returns all ways, the one without copying first. */
    abstract List<Way> ways();

    /** What the log says of them. */
    abstract String words();

    /**
     * A way.
     *
     * @param name for the reports
     * @param open connects to the port that answers this way
     */
    record Way(String name, Opening open) {

        RawHttp connect() throws IOException {
            return new RawHttp(open.connect());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Connects. */
    interface Opening {
        Socket connect() throws IOException;
    }

    /** Connects without TLS, as a client that takes little at a time. */
    static Socket plain(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    @BeforeAll
    void start() throws Exception {
        folder = prepare();
        folder.deploy(Folders.named("stowage.war"), "upload");
        server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET));
        large = stored(DeployedWar.content(LARGE, 1));
    }

    @AfterAll
    void end() {
        server.close();
    }

    int port() {
        return folder.port();
    }

    @Test
    void startSaysWhichWayIsTaken() throws Exception {
        assertThat(server.log()).containsOnlyOnce("Downloads are " + words());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 16_383, 16_384, 16_385, 65_537, 1_000_003, LARGE})
    void everyWayGivesTheSameAnswers(int size) throws Exception {
        byte[] content = DeployedWar.content(size, size);
        String path = stored(content);
        String tag = ask(ways().get(0), "HEAD", path).header("ETag").orElseThrow();
        List<String[]> requests = new ArrayList<>(List.of(
                new String[] {"GET"},
                new String[] {"HEAD"},
                new String[] {"HEAD", "Range: bytes=0-0"},
                new String[] {"GET", "Range: bytes=0-0"},
                new String[] {"GET", "Range: bytes=1-" + (size - 2)},
                new String[] {"GET", "Range: bytes=" + (size / 3) + "-" + (size / 2)},
                new String[] {"GET", "Range: bytes=-7"},
                new String[] {"GET", "Range: bytes=" + size + "-"},
                new String[] {"GET", "Range: bytes=0-0, " + (size / 2) + "-" + (size - 1)},
                new String[] {"GET", "If-None-Match: " + tag},
                new String[] {"HEAD", "If-None-Match: " + tag},
                new String[] {"GET", "If-Match: \"x\""},
                new String[] {"HEAD", "If-Match: \"x\""},
                new String[] {"GET", "Range: bytes=1-2", "If-Range: \"x\""},
                new String[] {"GET", "Accept-Encoding: gzip", "Connection: close"}));
        for (String[] request : requests) {
            String[] headers = Arrays.copyOfRange(request, 1, request.length);
            Answer expected = null;
            for (Way way : ways()) {
                Answer answer = ask(way, request[0], path, headers);
                expected = expected == null ? answer : expected;
                String what = String.join(" ", request) + " of " + size + " bytes, " + way;
                assertThat(answer.status()).as(what).isEqualTo(expected.status());
                assertThat(fields(answer)).as(what).isEqualTo(fields(expected));
                assertThat(Arrays.equals(answer.body(), expected.body()))
                        .as(what)
                        .isTrue();
            }
        }
        assertThat(ask(ways().get(0), "GET", path).body()).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void rangesAtOddOffsetsFollowEachOtherOnOneConnection(Way way) throws Exception {
        byte[] content = DeployedWar.content(LARGE, 1);
        try (RawHttp http = way.connect()) {
            for (int length = 1; length < LARGE / 2; length = length * 3 + 1) {
                int first = LARGE / 2 - length / 2;
                Answer answer = http.exchange("GET", large, "Range: bytes=" + first + "-" + (first + length - 1));
                assertThat(answer.status()).isEqualTo(206);
                assertThat(Arrays.equals(answer.body(), Arrays.copyOfRange(content, first, first + length)))
                        .as("%d bytes from %d", length, first)
                        .isTrue();
            }
        }
    }

    /** Bodies come in pieces, so that they are taken partly at once and partly when the server tells of more. */
    @ParameterizedTest
    @MethodSource("ways")
    void uploadsAtTheSameTimeArriveByteForByte(Way way) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(UPLOADERS);
        try {
            List<Callable<String>> uploads = IntStream.range(0, UPLOADERS * 2)
                    .mapToObj(i -> (Callable<String>) () -> upload(way, DeployedWar.content(4_000_000 + i, i)))
                    .toList();
            int i = 0;
            for (Future<String> path : clients.invokeAll(uploads)) {
                byte[] content = DeployedWar.content(4_000_000 + i, i);
                assertThat(Arrays.equals(ask(ways().get(0), "GET", path.get()).body(), content))
                        .isTrue();
                i++;
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static String upload(Way way, byte[] content) throws Exception {
        String path = Signed.freshPath("pieces.bin");
        try (RawHttp http = way.connect()) {
            http.send("PUT", "/upload/" + Signed.v1(path, content.length), "Content-Length: " + content.length);
            int piece = 1_000;
            for (int sent = 0; sent < content.length; sent += piece, piece = piece * 2 % 700_001) {
                http.send(Arrays.copyOfRange(content, sent, Math.min(content.length, sent + piece)));
                Thread.sleep(1);
            }
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
        return "/upload/" + path;
    }

    /** The requests are all there before the first answer is read, which fills the connection. */
    @ParameterizedTest
    @MethodSource("ways")
    void pipelinedRequestsAreAnsweredInOrder(Way way) throws Exception {
        byte[] small = DeployedWar.content(5000, 3);
        String path = stored(small);
        byte[] content = DeployedWar.content(LARGE, 1);
        try (RawHttp http = way.connect()) {
            for (int i = 0; i < 3; i++) {
                http.send("GET", large, "Range: bytes=0-2999999");
                http.send("GET", path);
                http.send("HEAD", path);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(Arrays.equals(http.answer("GET").body(), Arrays.copyOf(content, 3_000_000)))
                        .isTrue();
                assertThat(http.answer("GET").body()).isEqualTo(small);
                assertThat(http.answer("HEAD").status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void stalledReadersHoldNoThreadAndStandInNobodysWay(Way way) throws Exception {
        int readers = way.name().equals("sendfile") ? 300 : 60;
        String small = stored(DeployedWar.content(10_000, 2));
        int threads = threads();
        List<Socket> stalled = new ArrayList<>();
        try (RawHttp patient = way.connect()) {
            patient.send("GET", large);
            for (int i = 0; i < readers; i++) {
                Socket socket = way.open().connect();
                stalled.add(socket);
                send(socket, large);
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            awaitOpenFiles(readers + 1);
            // Each answer is waited for as long as the stalled readers are left alone.
            for (int i = 0; i < 50; i++) {
                assertThat(ask(way, "GET", small).body()).hasSize(10_000);
                assertThat(ask(way, "HEAD", large).status()).isEqualTo(200);
            }
            assertThat(ask(way, "GET", large).body()).hasSize(LARGE);
            assertThat(threads()).isLessThan(threads + 40);
            assertThat(Arrays.equals(patient.answer("GET").body(), DeployedWar.content(LARGE, 1)))
                    .isTrue();
            assertThat(patient.exchange("HEAD", large).status()).isEqualTo(200);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
        awaitOpenFiles(0);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void clientsThatHangUpLeaveNoOpenFile(Way way) throws Exception {
        int logged = server.log().length();
        int clients = way.name().equals("sendfile") ? 500 : 150;
        for (int i = 0; i < clients; i++) {
            try (Socket socket = way.open().connect()) {
                send(socket, large);
                if (i % 3 > 0) {
                    assertThat(socket.getInputStream().read()).isEqualTo('H');
                }
                if (i % 2 == 0) {
                    socket.setSoLinger(true, 0);
                }
            }
        }
        awaitOpenFiles(0);
        assertThat(ask(way, "GET", large).body()).hasSize(LARGE);
        assertThat(server.troubleSince(logged)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void fileThatGetsShorterMeanwhileEndsTheConnection(Way way) throws Exception {
        byte[] content = DeployedWar.content(LARGE, 7);
        String path = stored(content);
        try (Socket socket = way.open().connect()) {
            socket.setSoTimeout(60_000);
            send(socket, path);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            truncate(path, 1 << 20);
            byte[] rest = readToTheEnd(socket.getInputStream());
            String text = new String(rest, StandardCharsets.ISO_8859_1);
            byte[] body = Arrays.copyOfRange(rest, text.indexOf("\r\n\r\n") + 4, rest.length);
            assertThat(body.length).isBetween(1 << 20, LARGE - 1);
            assertThat(Arrays.equals(body, Arrays.copyOf(content, body.length)))
                    .as("what came is what was stored")
                    .isTrue();
        }
        awaitOpenFiles(0);
        assertThat(ask(way, "GET", path).status()).isEqualTo(503);
        assertThat(ask(way, "HEAD", path).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void deletedFileIsGoneAtOnce(Way way) throws Exception {
        String path = stored(DeployedWar.content(20_000, 4));
        assertThat(ask(way, "GET", path).status()).isEqualTo(200);
        assertThat(ask(way, "HEAD", path).status()).isEqualTo(200);
        Files.delete(fileOf(path));
        assertThat(ask(way, "HEAD", path).status()).isEqualTo(404);
        assertThat(ask(way, "GET", path).status()).isEqualTo(404);
    }

    /** By another process over the same store: nobody tells the server. */
    @ParameterizedTest
    @MethodSource("ways")
    void buriedFileIsRefusedAtOnceOnEveryWay(Way way) throws Exception {
        for (Reason reason : Reason.values()) {
            String path = stored(DeployedWar.content(20_000, 4));
            assertThat(ask(way, "GET", path).status()).isEqualTo(200);
            delete(path, reason);
            int status = reason == Reason.TAKEN_DOWN ? 451 : 410;
            for (int time = 0; time < 3; time++) {
                assertThat(ask(way, "HEAD", path).status()).isEqualTo(status);
                Answer answer = ask(way, "GET", path, "Range: bytes=0-9");
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.header("Cache-Control")).hasValue("no-store");
                assertThat(answer.text()).startsWith("The file at this URL ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void downloadThatHasBegunIsNotTouchedByTheBurial(Way way) throws Exception {
        byte[] content = DeployedWar.content(LARGE, 6);
        String path = stored(content);
        try (RawHttp slow = way.connect()) {
            slow.send("GET", path);
            awaitOpenFiles(1);
            delete(path, Reason.TAKEN_DOWN);
            assertThat(ask(way, "GET", path).status()).isEqualTo(451);
            assertThat(Arrays.equals(slow.answer("GET").body(), content)).isTrue();
        }
        awaitOpenFiles(0);
    }

    private void delete(String path, Reason reason) throws IOException {
        FileKey key = FileKey.parse(path.substring("/upload/".length())).orElseThrow();
        try (LocalRepository other = LocalRepository.open(store(), Durability.FSYNC, Clock.systemUTC())) {
            assertThat(other.delete(key, reason)).isPresent();
        }
    }

    private String stored(byte[] content) throws IOException {
        String path = Signed.freshPath("a b.jpg");
        try (RawHttp http = new RawHttp(port())) {
            http.send(
                    "PUT",
                    "/upload/" + Signed.v1(path, content.length),
                    "Content-Type: text/plain; charset=utf-8",
                    "Content-Length: " + content.length);
            http.send(content);
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
        return "/upload/" + Signed.escaped(path);
    }

    private static Answer ask(Way way, String method, String path, String... headers) throws IOException {
        try (RawHttp http = way.connect()) {
            Answer first = http.exchange(method, path, headers);
            if (Arrays.asList(headers).contains("Connection: close")) {
                assertThat(http.isClosedByServer()).isTrue();
            } else if (!first.header("Connection").orElse("").equals("close")) {
                assertThat(http.exchange("OPTIONS", path).status()).isEqualTo(204);
            }
            return first;
        }
    }

    private static List<String> fields(Answer answer) {
        return answer.headers().stream()
                .filter(line -> OF_THE_CONNECTION.stream().noneMatch(line.toLowerCase(Locale.ROOT)::startsWith))
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    private static void send(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] readToTheEnd(InputStream in) throws IOException {
        var all = new java.io.ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                all.write(buffer, 0, length);
            }
        } catch (SocketException reset) {
            // That is an end too.
        }
        return all.toByteArray();
    }

    private Path fileOf(String path) throws Exception {
        String decoded = path.substring("/upload/".length()).replace("%20", " ");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(decoded.getBytes(StandardCharsets.UTF_8));
        String name = HexFormat.of().formatHex(hash);
        return store().resolve("files").resolve(name.substring(0, 2)).resolve(name);
    }

    private void truncate(String path, long size) throws Exception {
        try (var channel = java.nio.channels.FileChannel.open(fileOf(path), StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private int threads() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + server.pid() + "/task"))) {
            return (int) threads.count();
        }
    }

    /** Tomcat opens a file after it has sent the header fields. */
    private void awaitOpenFiles(int number) throws Exception {
        new OpenFiles(server, store().resolve("files")).await(number);
    }
}

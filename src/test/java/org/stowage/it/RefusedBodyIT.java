package org.stowage.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.it.RawHttp.Answer;

/** RFC 9112 §9.6: who writes a whole body before reading gets the refusal, and nobody is read for ever. */
@Timeout(120)
final class RefusedBodyIT extends DeployedWar {

    private static final int MEGABYTE = 1_000_000;

    private static final String FORGED = "x/y?v=00";

    private static final int CROWD = 250;

    @ParameterizedTest
    @CsvSource({
        "1, 1.1, ''", "6, 1.1, ''", "30, 1.1, ''",
        "1, 1.1, Connection: close", "6, 1.1, Connection: close", "30, 1.1, Connection: close",
        "1, 1.0, ''", "6, 1.0, ''", "30, 1.0, ''",
        "1, 1.0, Connection: keep-alive", "6, 1.0, Connection: keep-alive", "30, 1.0, Connection: keep-alive"
    })
    void refusalIsReadAfterTheBodyIsWritten(int megabytes, String version, String field) throws Exception {
        for (int i = 0; i < 3; i++) {
            Answer answer = writtenFirst("PUT", FORGED, version, megabytes * MEGABYTE, field);
            assertRefused(answer, 403);
        }
    }

    @Test
    void conflictIsReadAfterTheBodyIsWritten() throws Exception {
        String path = Signed.freshPath("a.bin");
        assertThat(put(path, new byte[3]).status()).isEqualTo(201);
        for (int i = 0; i < 5; i++) {
            assertRefused(writtenFirst("PUT", Signed.v1(path, 6 * MEGABYTE), "1.1", 6 * MEGABYTE, ""), 409);
        }
    }

    /** The limit is 100 MiB. */
    @Test
    void tooLargeIsReadAfterTheBodyIsWritten() throws Exception {
        assertRefused(writtenFirst("PUT", FORGED, "1.1", 110 * MEGABYTE, ""), 413);
    }

    @Test
    void otherMethodsAreRefusedAlike() throws Exception {
        assertRefused(writtenFirst("POST", "x/y", "1.1", 6 * MEGABYTE, ""), 405);
    }

    @Test
    void bodyWithoutLengthIsReadToItsEnd() throws Exception {
        byte[] chunk = chunk(new byte[64 * 1024]);
        for (int i = 0; i < 5; i++) {
            try (RawHttp http = connect()) {
                http.send("PUT", target(FORGED), "Transfer-Encoding: chunked");
                for (int sent = 0; sent < 6 * MEGABYTE; sent += chunk.length) {
                    http.send(chunk);
                }
                http.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertRefused(http.answer("PUT"), 411);
                assertThat(http.isClosedByServer()).isTrue();
            }
        }
    }

    /** Tomcat has said 100 by then, WildFly says nothing but the refusal. */
    @Test
    void whoWaitsForContinueIsRefusedAndTheConnectionClosed() throws Exception {
        try (RawHttp http = connect()) {
            http.send("PUT", target(FORGED), "Content-Length: 30000000", "Expect: 100-continue");
            Answer answer = http.answer("PUT");
            assertRefused(answer.status() == 100 ? http.answer("PUT") : answer, 403);
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    /** Such as aiohttp 3.8: it stops sending when it has the answer, and would use the connection again. */
    @Test
    void connectionIsNotOfferedAgainWhileABodyIsUnderWay() throws Exception {
        try (RawHttp http = connect()) {
            http.send("PUT", target(FORGED), "Content-Length: 30000000");
            http.send(new byte[100_000]);
            assertRefused(http.answer("PUT"), 403);
        }
    }

    @Test
    void endlessBodyIsNotReadForEver() throws Exception {
        byte[] piece = new byte[MEGABYTE];
        long sent = 0;
        try (RawHttp http = connect()) {
            http.send("PUT", target(FORGED), "Content-Length: 100000000000");
            while (sent < 1_000L * MEGABYTE) {
                http.send(piece);
                sent += piece.length;
            }
        } catch (SocketException closed) {
            assertThat(sent).isGreaterThan(150L * MEGABYTE);
        }
        assertThat(sent).isLessThan(1_000L * MEGABYTE);
    }

    /** They never stall for as long as a server waits, and are more than any server here has threads. */
    @Test
    void crowdOfTricklingBodiesStandsInNobodysWay() throws Exception {
        List<RawHttp> trickling = new CopyOnWriteArrayList<>();
        Thread trickle = new Thread(() -> trickle(trickling), "trickle");
        trickle.start();
        try {
            for (int i = 0; i < CROWD; i++) {
                RawHttp http = connect();
                http.send("PUT", target(FORGED), "Content-Length: 1000000");
                trickling.add(http);
                assertThat(http.answer("PUT").status()).isEqualTo(403);
            }
            String path = Signed.freshPath("a.bin");
            assertThat(put(path, new byte[100_000]).status()).isEqualTo(201);
            assertThat(request("GET", path).body()).hasSize(100_000);
        } finally {
            trickle.interrupt();
            trickle.join();
            for (RawHttp http : trickling) {
                http.close();
            }
        }
    }

    private static void trickle(List<RawHttp> all) {
        try {
            while (true) {
                for (RawHttp http : all) {
                    http.send(new byte[1]);
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (IOException | InterruptedException e) {
            // Who was cut off trickles no more; then the threads of the server are free, too.
        }
    }

    private Answer writtenFirst(String method, String rest, String version, int size, String field) throws IOException {
        String head = method + " " + target(rest) + " HTTP/" + version + "\r\nHost: 127.0.0.1\r\nContent-Length: "
                + size + "\r\n" + (field.isEmpty() ? "" : field + "\r\n") + "\r\n";
        try (RawHttp http = connect()) {
            http.send(head.getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[MEGABYTE];
            for (int sent = 0; sent < size; sent += piece.length) {
                http.send(piece);
            }
            Answer answer = http.answer(method);
            assertThat(http.isClosedByServer()).isTrue();
            return answer;
        }
    }

    private static byte[] chunk(byte[] content) {
        byte[] size = (Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[size.length + content.length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(content, 0, chunk, size.length, content.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    private static void assertRefused(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.header("Connection")).hasValue("close");
        assertThat(answer.text()).matches("[A-Z][^<>]{10,100}\\.\n");
    }
}

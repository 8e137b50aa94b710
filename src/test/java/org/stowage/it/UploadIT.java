package org.stowage.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.RawHttp.Answer;

/** What happens to bytes on their way in. */
final class UploadIT extends DeployedWar {

    /** More than the threads of either server: 32 tasks on WildFly with two processors, 200 on Tomcat. */
    private static final int SLOW_CLIENTS = 300;

    @Test
    void fileOfTwentyMebibytesComesBackByteForByte() throws Exception {
        String path = Signed.freshPath("film.mp4");
        byte[] content = content(20 << 20, 42);
        assertThat(put(path, content, "Content-Type: video/mp4").status()).isEqualTo(201);
        assertThat(request("GET", path).body()).isEqualTo(content);
    }

    @Test
    void emptyFileIsAFile() throws Exception {
        String path = Signed.freshPath("empty.txt");
        assertThat(put(path, new byte[0]).status()).isEqualTo(201);
        Answer answer = request("GET", path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).hasValue("0");
    }

    @Test
    void secondUploadIsRefusedAndTheFirstStays() throws Exception {
        String path = Signed.freshPath("once.bin");
        assertThat(put(path, content(1000, 1)).status()).isEqualTo(201);
        assertThat(put(path, content(1000, 2)).status()).isEqualTo(409);
        assertThat(request("GET", path).body()).isEqualTo(content(1000, 1));
    }

    @Test
    void exactlyOneOfManyRacingUploadsWins() throws Exception {
        int racers = 16;
        ExecutorService pool = Executors.newFixedThreadPool(racers);
        try {
            for (int round = 0; round < 10; round++) {
                race(pool, racers, Signed.freshPath("race.bin"));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void race(ExecutorService pool, int racers, String path) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int racer = 0; racer < racers; racer++) {
            int seed = racer;
            Callable<Integer> upload = () -> {
                start.await();
                return put(path, content(40_000, seed)).status();
            };
            answers.add(pool.submit(upload));
        }
        start.countDown();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(request("GET", path).body()).isEqualTo(content(40_000, statuses.indexOf(201)));
    }

    @Test
    void brokenOffUploadLeavesNothingAndItsUrlStillWorks() throws Exception {
        String path = Signed.freshPath("broken.bin");
        byte[] content = content(300_000, 5);
        for (int sent : new int[] {0, 1, 70_000, 299_999}) {
            try (RawHttp http = connect()) {
                http.send("PUT", target(Signed.v1(path, content.length)), "Content-Length: " + content.length);
                http.send(Arrays.copyOf(content, sent));
            }
            assertThat(request("GET", path).status()).isEqualTo(404);
        }
        assertThat(put(path, content).status()).isEqualTo(201);
        assertThat(request("GET", path).body()).isEqualTo(content);
    }

    /** What is there at once and what comes later take different ways. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 16_000, 65_536, 299_999})
    void bodyMayComeInPiecesOfAnySize(int first) throws Exception {
        String path = Signed.freshPath("pieces.bin");
        byte[] content = content(300_000, first);
        try (RawHttp http = connect()) {
            http.send("PUT", target(Signed.v1(path, content.length)), "Content-Length: " + content.length);
            for (int sent = 0; sent < content.length; sent += Math.max(first, 40_000)) {
                int end = Math.min(content.length, sent + Math.max(first, 40_000));
                http.send(Arrays.copyOfRange(content, sent, Math.min(end, sent + first)));
                Thread.sleep(20);
                http.send(Arrays.copyOfRange(content, Math.min(end, sent + first), end));
            }
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
        assertThat(request("GET", path).body()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 200_000})
    void uploadThatEndsEarlyIsNoSuccess(int sent) throws Exception {
        String path = Signed.freshPath("early.bin");
        byte[] content = content(300_000, 8);
        try (RawHttp http = connect()) {
            http.send("PUT", target(Signed.v1(path, content.length)), "Content-Length: " + content.length);
            http.send(Arrays.copyOf(content, sent));
            http.endOutput();
            assertThat(http.isClosedByServer() || http.rest().startsWith("TTP/1.1 400"))
                    .isTrue();
        }
        assertThat(request("GET", path).status()).isEqualTo(404);
    }

    /** The test servers cut a silent client off after some seconds; stock ones take longer. */
    @Test
    void stalledUploadIsCutOffAndItsUrlStillWorks() throws Exception {
        String path = Signed.freshPath("stalled.bin");
        byte[] content = content(50_000, 6);
        try (RawHttp http = connect()) {
            http.send("PUT", target(Signed.v1(path, content.length)), "Content-Length: " + content.length);
            http.send(Arrays.copyOf(content, 20_000));
            assertThat(http.isClosedByServer()).isTrue();
        }
        assertThat(request("GET", path).status()).isEqualTo(404);
        assertThat(put(path, content).status()).isEqualTo(201);
    }

    @Test
    void slowUploadsHoldNoThreads() throws Exception {
        List<RawHttp> slow = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        byte[] content = content(2_000, 9);
        try {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                paths.add(Signed.freshPath("slow-" + i + ".bin"));
                slow.add(connect());
                slow.get(i).send("PUT", target(Signed.v1(paths.get(i), 2_000)), "Content-Length: 2000");
                slow.get(i).send(Arrays.copyOf(content, 1_000));
            }
            // All are in flight. A fast client gets its answers all the same.
            String fast = Signed.freshPath("fast.bin");
            assertThat(put(fast, content).status()).isEqualTo(201);
            assertThat(request("HEAD", fast).status()).isEqualTo(200);
            finish(slow, Arrays.copyOfRange(content, 1_000, 2_000));
            assertThat(request("GET", paths.get(SLOW_CLIENTS - 1)).body()).isEqualTo(content);
        } finally {
            for (RawHttp http : slow) {
                http.close();
            }
        }
    }

    private static void finish(List<RawHttp> slow, byte[] rest) throws IOException {
        for (RawHttp http : slow) {
            http.send(rest);
        }
        for (RawHttp http : slow) {
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
    }

    @Test
    void connectionServesOneUploadAfterAnother() throws Exception {
        try (RawHttp http = connect()) {
            for (int i = 0; i < 5; i++) {
                String path = Signed.freshPath("keep-alive.bin");
                http.send("PUT", target(Signed.v1(path, 5_000)), "Content-Length: 5000");
                http.send(content(5_000, i));
                assertThat(http.answer("PUT").status()).isEqualTo(201);
                assertThat(http.exchange("GET", target(path)).body()).isEqualTo(content(5_000, i));
            }
        }
    }

    @Test
    void clientThatWaitsIsToldToContinue() throws Exception {
        String path = Signed.freshPath("expect.bin");
        try (RawHttp http = connect()) {
            http.send("PUT", target(Signed.v1(path, 5)), "Content-Length: 5", "Expect: 100-continue");
            assertThat(http.answer("PUT").status()).isEqualTo(100);
            http.send(content(5, 1));
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
    }

    /** Tomcat may say 100 first; either way the refusal comes without a byte of the body. */
    @Test
    void refusalComesBeforeTheBody() throws Exception {
        try (RawHttp http = connect()) {
            http.send("PUT", target("x/y?v=00"), "Content-Length: 1000000", "Expect: 100-continue");
            Answer answer = http.answer("PUT");
            assertThat(answer.status() == 100 ? http.answer("PUT").status() : answer.status())
                    .isEqualTo(403);
        }
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;

/** More requests than a server has threads wait for a store that stalls: all others are answered, other deployments too. */
abstract class StalledCrowdContract extends StalledStoreContract {

    /** WildFly has 16 threads for requests for each core; so has Tomcat here. */
    private static final int CROWD = 20 * Runtime.getRuntime().availableProcessors();

    /** Before anything is known of the file, and in the middle of its body. */
    @ParameterizedTest
    @ValueSource(strings = {"getattr open read", "read-on"})
    void downloadsTakeNotAllThreads(String operations) throws Exception {
        othersAreAnsweredDuring(
                operations, CROWD, path -> served(() -> downloaded(path)).body());
    }

    /** The kernel has one at a time create a file in a folder; the others wait for that one. */
    @ParameterizedTest
    @CsvSource({"create, 1", "write, 8"})
    void uploadsTakeNotAllThreads(String operation, int seen) throws Exception {
        List<RawHttp> others = connected();
        try {
            store().stall(operation);
            List<Future<Integer>> uploads = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                String target = "/upload/" + Signed.v1(Signed.freshPath("a.bin"), SIZE);
                uploads.add(clients.submit(() -> served(() -> uploaded(target)).status()));
            }
            store().awaitWaiting(seen);
            assertAreAnswered(others);
            store().goOn();
            assertThat(ends(uploads)).containsOnly(201);
        } finally {
            for (RawHttp other : others) {
                other.close();
            }
        }
    }

    @Test
    void whoWaitsForTooLongIsToldSo() throws Exception {
        List<String> paths = stored(CROWD, 10);
        store().stall("getattr open read");
        List<Future<Integer>> downloads = new ArrayList<>();
        for (String path : paths) {
            downloads.add(clients.submit(() -> downloaded(path).status()));
        }
        String target = "/upload/" + Signed.v1(Signed.freshPath("a.bin"), SIZE);
        store().awaitWaiting(READERS);
        RawHttp.Answer refused = uploaded(target);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).contains("60");
        assertThat(refused.text()).isEqualTo("The file store does not answer; try again later.\n");
        store().goOn();
        assertThat(ends(downloads)).contains(200, 503).containsOnly(200, 503);
        assertThat(figures.proxy().getRefusedByCode().get("store-stalls")).isPositive();
        assertThat(uploaded(target).status()).isEqualTo(201);
    }

    /** No server tells of it: the stream stalls, and its connection is busy. */
    @Test
    void uploadThatStallsOnABusyConnectionEndsHereToo() throws Exception {
        PartialFiles partial = new PartialFiles(store().place());
        try (LeavingClient client = new LeavingClient(LeavingClient.Protocol.HTTP_2_TLS, tls -> httpsPort())) {
            client.upload();
            partial.await(1);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!partial.become(0, Duration.ofMillis(500)) && System.nanoTime() < end) {
                client.ping();
            }
            partial.await(0);
        }
    }

    /** As the answer wants it: whoever is told that the store stalls comes back, here at once. */
    private static RawHttp.Answer served(Callable<RawHttp.Answer> request) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        RawHttp.Answer answer = request.call();
        while (answer.status() == 503 && System.nanoTime() < end) {
            answer = request.call();
        }
        return answer;
    }

    private static <T> List<T> ends(List<Future<T>> all) throws Exception {
        List<T> ends = new ArrayList<>();
        for (Future<T> one : all) {
            ends.add(one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        return ends;
    }

    private RawHttp.Answer downloaded(String path) throws IOException {
        try (RawHttp http = new RawHttp(plain())) {
            return http.exchange("GET", path);
        }
    }

    private RawHttp.Answer uploaded(String target) throws IOException {
        try (RawHttp http = new RawHttp(plain())) {
            http.send("PUT", target, "Content-Length: " + SIZE);
            http.send(DeployedWar.content(SIZE, 7));
            return http.answer("PUT");
        }
    }
}

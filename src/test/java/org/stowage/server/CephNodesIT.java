package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.catalog.sql.Postgres;
import org.stowage.ceph.CephCluster;
import org.stowage.it.Signed;
import org.stowage.program.NeedsProgram;
import org.stowage.server.UploadLoad.Trouble;
import org.stowage.xmpp.SlixmppChat;

/**
 * Two nodes over Ceph while parts of the whole are killed under load: nothing that was acknowledged is lost, nothing is overwritten, errors
 * are 503 or a broken connection, and end by themselves. What was counted is in {@code target/ceph.md}.
 */
@Timeout(900)
@TestInstance(Lifecycle.PER_CLASS)
@NeedsProgram(
        value = {
            CephCluster.PROGRAM,
            NginxIT.PROGRAM,
            Postgres.PROGRAM,
            "faketime",
            SlixmppChat.PROSODY,
            SlixmppChat.UPLOAD_EXTERNAL,
            SlixmppChat.SLIXMPP,
            SlixmppChat.AIOHTTP
        },
        packages = CephCluster.PACKAGES + " " + NginxIT.PACKAGES + " " + Postgres.PACKAGES + " " + FalseClock.PACKAGE
                + " " + SlixmppChat.PACKAGES)
final class CephNodesIT {

    private static final Duration DOWN = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RACES = 200;

    private final List<String> report = new ArrayList<>();
    private CephNodes nodes;
    private SlixmppChat chat;

    @BeforeAll
    void start(@TempDir Path database, @TempDir Path files) throws Exception {
        nodes = new CephNodes(database);
        chat = SlixmppChat.start(files, nodes.url(), Signed.SECRET);
    }

    @AfterAll
    void end() throws Exception {
        if (chat != null) {
            chat.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void ofManyUploadsOfOneUrlThroughAllNodesOneSucceeds() throws Exception {
        List<Integer> ports =
                List.of(nodes.port(), nodes.wildfly().port(), nodes.tomcat().port(), nodes.port());
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            for (int race = 0; race < RACES; race++) {
                LoadedFile file = new LoadedFile(Signed.freshPath("race.bin"), 1000);
                List<Future<Integer>> answers = new ArrayList<>();
                for (int writer = 0; writer < 8; writer++) {
                    int number = writer;
                    answers.add(writers.submit(() -> file.put(ports.get(number % ports.size()), number)));
                }
                int winner = winnerOf(answers);
                assertServed(file, winner);
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhateverIsKilled() throws Exception {
        try (UploadLoad load = new UploadLoad(nodes.port())) {
            phase(
                    load,
                    "an OSD is killed",
                    () -> nodes.ceph().osds().get(0).kill(),
                    () -> nodes.ceph().osds().get(0).start());
            nodes.ceph().awaitClean();
            phase(
                    load,
                    "a gateway is killed",
                    () -> nodes.ceph().gateways().get(0).kill(),
                    () -> nodes.ceph().gateways().get(0).start());
            phase(load, "PostgreSQL is killed", nodes.postgres()::kill, nodes.postgres()::begin);
            phase(load, "the WildFly is killed", nodes.wildfly().server()::kill, nodes.wildfly()::startAgain);
            phase(load, "the Tomcat's clock is 5 minutes ahead", () -> clockIsAhead(5), () -> clockIsAhead(0));
            phase(load, "the Tomcat's clock is 20 minutes ahead", () -> clockIsAhead(20), () -> clockIsAhead(0));
            Map<LoadedFile, Integer> stored = load.stop();
            assertAllServed(stored);
            report.add("all: " + stored.size() + " files");
        } finally {
            Files.write(Path.of("target", "ceph.md"), report);
        }
    }

    /** Something that is done to one of the programs. */
    private interface Act {
        void run() throws Exception;
    }

    private void clockIsAhead(int minutes) throws Exception {
        nodes.clock().isAhead(Duration.ofMinutes(minutes));
    }

    /** Ends when for some seconds there was no error any more, and a person's upload has arrived. */
    private void phase(UploadLoad load, String what, Act strike, Act mend) throws Exception {
        awaitMore(load, 20);
        int before = load.acknowledged();
        long struck = System.nanoTime();
        strike.run();
        Thread.sleep(DOWN.toMillis());
        long mended = System.nanoTime();
        mend.run();
        awaitMore(load, 20);
        awaitQuiet(load);
        chat.share("after it.jpg", 300_000, "image/jpeg");
        report.add(row(what, load.acknowledged() - before, load.troublesSince(struck), struck, mended));
    }

    private static String row(String what, int uploads, List<Trouble> troubles, long struck, long mended) {
        Map<Integer, Integer> byStatus = new TreeMap<>();
        troubles.forEach(trouble -> byStatus.merge(trouble.status(), 1, Integer::sum));
        long last = troubles.stream()
                .mapToLong(trouble -> trouble.nanos() - struck)
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.1f | %.1f |",
                what,
                uploads,
                byStatus,
                last / 1e9,
                Math.max(0, last - (mended - struck)) / 1e9);
    }

    private static void awaitMore(UploadLoad load, int count) throws Exception {
        int enough = load.acknowledged() + count;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (load.acknowledged() < enough) {
            load.check();
            assertThat(System.nanoTime()).as("waited too long for uploads").isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static void awaitQuiet(UploadLoad load) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            load.check();
            assertThat(System.nanoTime())
                    .as("waited too long for errors to end")
                    .isLessThan(end);
            Thread.sleep(200);
        } while (!load.troublesSince(System.nanoTime() - QUIET.toNanos()).isEmpty());
    }

    private void assertAllServed(Map<LoadedFile, Integer> stored) throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> reads = new ArrayList<>();
            stored.forEach((file, writer) -> reads.add(readers.submit(() -> {
                assertServed(file, writer);
                return file;
            })));
            for (Future<?> read : reads) {
                read.get();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private void assertServed(LoadedFile file, int writer) throws Exception {
        for (Node node : List.of(nodes.wildfly(), nodes.tomcat())) {
            assertThat(file.get(node.port()).body())
                    .as("%s from %s", file, node.server())
                    .isEqualTo(file.content(writer));
        }
    }

    private static int winnerOf(List<Future<Integer>> answers) throws Exception {
        List<Integer> all = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            all.add(answer.get());
        }
        assertThat(all).containsOnlyOnce(201);
        assertThat(all).containsOnly(201, 409);
        return all.indexOf(201);
    }
}

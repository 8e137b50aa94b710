package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;
import org.stowage.management.RetentionMXBean;
import org.stowage.program.Seed;
import org.stowage.storage.Content;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.RunningChecksums;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/**
 * {@code kill -9} while files expire and are evicted: each is whole or a tombstone. The next start knows the exact count; nothing may
 * go then, so it has neither rules nor quotas.
 */
final class RetentionCrashIT {

    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROUNDS = 4;
    private static final int MAX_SIZE = 20_000;

    private static final Map<String, String> KEEPS_ALL = Map.of("STOWAGE_SECRET", Signed.SECRET);

    private static final Map<String, String> DELETES = Map.of(
            "STOWAGE_SECRET", Signed.SECRET,
            "STOWAGE_RETENTION", "brief",
            "STOWAGE_RETENTION_BRIEF_FILE_NAME", "brief*",
            "STOWAGE_RETENTION_BRIEF_KEEP_FOR", "1 second",
            "STOWAGE_SWEEP_INTERVAL", "10 seconds",
            "STOWAGE_QUOTA_TOTAL", "1 MB",
            "STOWAGE_QUOTA_POLICY", "evict-oldest");

    private final Random chance = Seed.random(RetentionCrashIT.class);
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void tomcatLeavesNoFileHalfDeletedAndCountsRight() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        Path store = folder.path().resolve("stowage");
        long evicted = 0;
        long expired = 0;
        try (ServerProcess server = ServerProcess.start(folder, DELETES)) {
            for (int round = 0; round < ROUNDS; round++) {
                uploadUntilKilled(server, folder.port());
                evicted += server.log().split("Evicted ", -1).length - 1;
                Inventory inventory = Inventory.of(store);
                expired += inventory.tombstones;
                server.startAgain(KEEPS_ALL);
                assertThat(countOf(server)).isEqualTo(inventory.files + " files of " + inventory.bytes);
                for (String path : acknowledged) {
                    assertThat(get(folder.port(), path)).as(path).isIn(200, 410);
                }
                server.stop();
                server.startAgain(DELETES);
            }
        }
        assertThat(evicted).as("evictions").isPositive();
        assertThat(expired).as("tombstones").isGreaterThan(evicted);
    }

    private void uploadUntilKilled(ServerProcess server, int port) throws Exception {
        List<Thread> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new Thread(() -> uploadUntilRefused(port), "client-" + client))
                .toList();
        clients.forEach(Thread::start);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.log().contains("Evicted ") && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        Thread.sleep(1500 + chance.nextInt(1500));
        server.kill();
        for (Thread client : clients) {
            client.join();
        }
    }

    private void uploadUntilRefused(int port) {
        while (true) {
            String path = Signed.freshPath(chance.nextBoolean() ? "brief.bin" : "other.bin");
            int size = chance.nextInt(MAX_SIZE);
            try (RawHttp http = new RawHttp(port)) {
                http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size);
                http.send(new byte[size]);
                if (http.answer("PUT").status() == 201) {
                    acknowledged.add(path);
                }
            } catch (IOException killed) {
                return;
            }
        }
    }

    private static int get(int port, String path) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return http.exchange("GET", "/upload/" + path).status();
        }
    }

    private static String countOf(ServerProcess server) throws Exception {
        try (RunningBean<RetentionMXBean> retention = RunningBean.of(server, "Retention", RetentionMXBean.class)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!retention.proxy().isCounted() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertThat(retention.proxy().isCounted()).isTrue();
            return retention.proxy().getFiles() + " files of "
                    + retention.proxy().getBytes();
        }
    }

    /** What there is while no server runs; a damaged entry or content is a failure. */
    private static final class Inventory implements EntryVisitor {

        private final LocalRepository store;
        private long files;
        private long bytes;
        private long tombstones;

        private Inventory(LocalRepository store) {
            this.store = store;
        }

        static Inventory of(Path folder) throws IOException {
            try (LocalRepository store = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC())) {
                Inventory inventory = new Inventory(store);
                for (int shard = 0; shard < store.listing().shards(); shard++) {
                    store.listing().walk(shard, inventory);
                }
                return inventory;
            }
        }

        @Override
        public void visit(Entry entry) throws IOException {
            if (entry instanceof StoredFile file) {
                files++;
                bytes += file.size();
                assertThat(crc32cOf(file)).isEqualTo(file.checksums().crc32c()).isNotEmpty();
            } else {
                tombstones++;
            }
        }

        @Override
        public void unreadable(IOException cause) {
            throw new AssertionError(cause);
        }

        private String crc32cOf(StoredFile file) throws IOException {
            try (Content content = store.contentOf(file).open()) {
                return RunningChecksums.of(content, file.size()).crc32c();
            }
        }
    }
}

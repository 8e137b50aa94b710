package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.program.Seed;

/** {@code kill -9} of a server in the middle of uploads: nothing acknowledged is lost, nothing partial is served. */
final class CrashIT {

    private static final int CLIENTS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MAX_SIZE = 400_000;

    @Test
    void tomcatLosesNothingThatItAcknowledged() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        crash(folder, folder.path().resolve("stowage"), 4);
    }

    @Test
    void wildflyLosesNothingThatItAcknowledged() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.war"), "upload");
        crash(folder, folder.path().resolve("data/stowage"), 2);
    }

    private static void crash(ServerFolder folder, Path store, int rounds) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET))) {
            Uploads uploads = new Uploads(folder.port());
            for (int round = 0; round < rounds; round++) {
                uploads.runUntilKilled(server);
                server.startAgain();
                uploads.verify();
                assertThat(partialFiles(store)).as("left in %s/partial", store).isEmpty();
            }
            assertThat(uploads.acknowledged)
                    .as("the test has uploaded something")
                    .isNotEmpty();
            assertThat(uploads.unanswered)
                    .as("the server was killed in the middle")
                    .isNotEmpty();
        }
    }

    private static List<Path> partialFiles(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve("partial"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock") && !file.endsWith("reserve"))
                    .toList();
        }
    }

    /** Clients that upload without a break, and what they were told; the size and the content follow from the path. */
    private static final class Uploads {

        private final int port;
        private final Random chance = Seed.random(CrashIT.class);
        private final Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();
        private final Map<String, Boolean> unanswered = new ConcurrentHashMap<>();

        Uploads(int port) {
            this.port = port;
        }

        void runUntilKilled(ServerProcess server) throws InterruptedException {
            int before = acknowledged.size();
            List<Thread> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(new Thread(this::uploadUntilRefused, "client-" + client));
            }
            clients.forEach(Thread::start);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (acknowledged.size() < before + CLIENTS && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            Thread.sleep(chance.nextInt(500));
            server.kill();
            for (Thread client : clients) {
                client.join();
            }
        }

        void verify() throws IOException {
            for (String path : acknowledged.keySet()) {
                Answer answer = get(path);
                assertThat(answer.status()).as("acknowledged %s", path).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(contentOf(path));
            }
            for (String path : unanswered.keySet()) {
                Answer answer = get(path);
                assertThat(answer.status()).as("unanswered %s", path).isIn(200, 404);
                assertThat(answer.status() == 200 ? answer.body() : contentOf(path))
                        .isEqualTo(contentOf(path));
                assertThat(put(path)).isEqualTo(answer.status() == 200 ? 409 : 201);
                acknowledged.put(path, true);
            }
        }

        private void uploadUntilRefused() {
            while (true) {
                String path = Signed.freshPath("crash.bin");
                unanswered.put(path, true);
                try {
                    assertThat(put(path)).isEqualTo(201);
                } catch (IOException killed) {
                    return;
                }
                acknowledged.put(path, true);
                unanswered.remove(path);
            }
        }

        private int put(String path) throws IOException {
            byte[] content = contentOf(path);
            try (RawHttp http = new RawHttp(port)) {
                http.send("PUT", "/upload/" + Signed.v1(path, content.length), "Content-Length: " + content.length);
                http.send(content);
                return http.answer("PUT").status();
            }
        }

        private Answer get(String path) throws IOException {
            try (RawHttp http = new RawHttp(port)) {
                return http.exchange("GET", "/upload/" + path);
            }
        }

        private static byte[] contentOf(String path) {
            Random random = new Random(path.hashCode());
            byte[] content = new byte[random.nextInt(MAX_SIZE)];
            random.nextBytes(content);
            return content;
        }
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.management.StoreMXBean;
import org.stowage.program.Seed;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** {@code kill -9} of a server in the middle of deletions and bans: what was acknowledged holds, nothing is done by half. */
@Timeout(600)
final class BurialCrashIT {

    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What a client has been told of its file, and what it may find after a crash. */
    private enum State {
        UPLOADING(200, 404),
        STORED(200),
        DELETING(200, 410),
        DELETED(410),
        BANNING(200, 451),
        BANNED(451);

        private final int status;
        private final int other;

        State(int status) {
            this(status, status);
        }

        State(int status, int other) {
            this.status = status;
            this.other = other;
        }
    }

    @Test
    void tomcatForgetsNoDeletionAndNoBan() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        crash(folder, folder.path().resolve("stowage"), 4);
    }

    @Test
    void wildflyForgetsNoDeletionAndNoBan() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.war"), "upload");
        crash(folder, folder.path().resolve("data/stowage"), 2);
    }

    private static void crash(ServerFolder folder, Path store, int rounds) throws Exception {
        Map<String, String> secrets =
                Map.of("STOWAGE_SECRET", Signed.SECRET, "STOWAGE_DELETE_SECRET", Signed.DELETE_SECRET);
        try (ServerProcess server = ServerProcess.start(folder, secrets)) {
            DeletionResult deletions = new DeletionResult(folder.port());
            for (int round = 0; round < rounds; round++) {
                deletions.runUntilKilled(server);
                assertEverythingCanBeRead(store);
                server.startAgain();
                deletions.verify();
            }
            new Takedown(folder.port(), store).isFinishedAfterACrash(server);
            assertThat(deletions.states.values())
                    .as("the test has deleted and banned something, and was killed in the middle")
                    .contains(State.DELETED, State.BANNED)
                    .containsAnyOf(State.UPLOADING, State.DELETING, State.BANNING);
        }
    }

    private static void assertEverythingCanBeRead(Path store) throws IOException {
        try (FileRepository repository = LocalRepository.open(store, Durability.NONE, Clock.systemUTC())) {
            for (int shard = 0; shard < repository.listing().shards(); shard++) {
                repository.listing().walk(shard, new EntryVisitor() {
                    @Override
                    public void visit(Entry entry) {
                        assertThat(entry.fingerprint()).isNotNull();
                    }

                    @Override
                    public void unreadable(IOException cause) {
                        throw new AssertionError(cause);
                    }
                });
            }
        }
    }

    /** Copies of one content, which is banned when the server dies. */
    private record Takedown(int port, Path store) {

        private static final int COPIES = 100;
        private static final int MOST_ATTEMPTS = 20;
        private static final long PATIENCE_NANOS = 60_000_000_000L;

        void isFinishedAfterACrash(ServerProcess server) throws Exception {
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                byte[] content = Signed.freshPath("content").getBytes(StandardCharsets.UTF_8);
                List<String> copies = upload(content);
                banUntilKilled(server, content, copies);
                long left = left(copies);
                server.startAgain();
                awaitAllTakenDown(copies);
                if (left > 0) {
                    return;
                }
            }
            throw new AssertionError("no take-down was cut in two in " + MOST_ATTEMPTS + " attempts");
        }

        private List<String> upload(byte[] content) throws IOException {
            List<String> copies = new ArrayList<>();
            try (RawHttp http = new RawHttp(port)) {
                for (int copy = 0; copy < COPIES; copy++) {
                    String path = Signed.freshPath(copy + ".bin");
                    http.send("PUT", "/upload/" + Signed.v1(path, content.length), "Content-Length: " + content.length);
                    http.send(content);
                    assertThat(http.answer("PUT").status()).isEqualTo(201);
                    copies.add(path);
                }
            }
            return copies;
        }

        /** As soon as one copy is gone. */
        private void banUntilKilled(ServerProcess server, byte[] content, List<String> copies) throws Exception {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            try (RunningBean<StoreMXBean> bean = RunningBean.store(server)) {
                Thread admin = new Thread(() -> ban(bean.proxy(), hash), "admin");
                admin.start();
                long deadline = System.nanoTime() + PATIENCE_NANOS;
                while (left(copies) == copies.size()) {
                    assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
                }
                server.kill();
                admin.join();
            }
        }

        private static void ban(StoreMXBean bean, String hash) {
            try {
                bean.banContent(hash, "crash");
            } catch (IOException | UndeclaredThrowableException killed) {
                // as planned
            }
        }

        private void awaitAllTakenDown(List<String> copies) throws Exception {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (left(copies) > 0) {
                assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
                Thread.sleep(100);
            }
            try (RawHttp http = new RawHttp(port)) {
                for (String path : copies) {
                    assertThat(http.exchange("GET", "/upload/" + path).status()).isEqualTo(451);
                }
            }
        }

        /** Files end with another word than tombstones. */
        private long left(List<String> copies) throws IOException {
            long left = 0;
            for (String path : copies) {
                String name = Fingerprint.of(new FileKey(path)).toString();
                byte[] entry = Files.readAllBytes(
                        store.resolve("files").resolve(name.substring(0, 2)).resolve(name));
                left += new String(entry, StandardCharsets.ISO_8859_1).endsWith("stowage1") ? 1 : 0;
            }
            return left;
        }
    }

    /** Clients that upload, and delete or ban what they have uploaded; the size and the content follow from the path. */
    private static final class DeletionResult {

        private final int port;
        private final Random chance = Seed.random(BurialCrashIT.class);
        private final Map<String, State> states = new ConcurrentHashMap<>();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

        DeletionResult(int port) {
            this.port = port;
        }

        void runUntilKilled(ServerProcess server) throws Exception {
            long before = count(state -> state == State.DELETED || state == State.BANNED);
            try (RunningBean<StoreMXBean> bean = RunningBean.store(server)) {
                List<Thread> clients = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    boolean bans = client == 0;
                    clients.add(new Thread(() -> buryUntilKilled(bans ? bean : null), "client-" + client));
                }
                clients.forEach(Thread::start);
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (failures.isEmpty()
                        && System.nanoTime() < end
                        && count(state -> state == State.DELETED || state == State.BANNED) < before + CLIENTS) {
                    Thread.sleep(10);
                }
                Thread.sleep(chance.nextInt(500));
                server.kill();
                for (Thread client : clients) {
                    client.join();
                }
                assertThat(failures).isEmpty();
            }
        }

        void verify() throws IOException {
            for (Map.Entry<String, State> each : states.entrySet()) {
                String path = each.getKey();
                Answer answer = get(path);
                assertThat(answer.status())
                        .as("%s, %s", path, each.getValue())
                        .isIn(each.getValue().status, each.getValue().other);
                if (answer.status() == 200) {
                    assertThat(answer.body()).isEqualTo(contentOf(path));
                }
                if (answer.status() != 404) {
                    assertThat(put(path)).isEqualTo(409);
                }
                String never = path + ".banned";
                if (each.getValue() == State.BANNED) {
                    assertThat(put(never)).as("acknowledged ban of %s", never).isEqualTo(403);
                }
            }
        }

        private long count(Predicate<State> which) {
            return states.values().stream().filter(which).count();
        }

        /** Nothing but the death of the server should end it. */
        private void buryUntilKilled(@Nullable RunningBean<StoreMXBean> bean) {
            try {
                while (true) {
                    String path = stored();
                    if (chance.nextInt(4) == 0) {
                        continue;
                    }
                    if (bean != null) {
                        ban(bean, path);
                    } else {
                        states.put(path, State.DELETING);
                        assertThat(delete(path)).isEqualTo(204);
                        states.put(path, State.DELETED);
                    }
                }
            } catch (IOException | UndeclaredThrowableException killed) {
                // as planned
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
            }
        }

        private String stored() throws IOException {
            String path = Signed.freshPath("crash.bin");
            states.put(path, State.UPLOADING);
            assertThat(put(path)).isEqualTo(201);
            states.put(path, State.STORED);
            return path;
        }

        /** Also a path that nobody has used, to be tried after the crash. */
        private void ban(RunningBean<StoreMXBean> bean, String path) throws IOException {
            states.put(path, State.BANNING);
            assertThat(bean.proxy().banPath(path + ".banned", "")).isZero();
            assertThat(bean.proxy().banPath(path, "crash")).isEqualTo(1);
            states.put(path, State.BANNED);
        }

        private int put(String path) throws IOException {
            byte[] content = contentOf(path);
            try (RawHttp http = new RawHttp(port)) {
                http.send("PUT", "/upload/" + Signed.v1(path, content.length), "Content-Length: " + content.length);
                http.send(content);
                return http.answer("PUT").status();
            }
        }

        private int delete(String path) throws IOException {
            String token = Signed.mac(path + "\0" + Signed.DELETE_SECRET);
            try (RawHttp http = new RawHttp(port)) {
                return http.exchange("DELETE", "/upload/" + path + "?token=" + token)
                        .status();
            }
        }

        private Answer get(String path) throws IOException {
            try (RawHttp http = new RawHttp(port)) {
                return http.exchange("GET", "/upload/" + path);
            }
        }

        private static byte[] contentOf(String path) {
            Random random = new Random(path.hashCode());
            byte[] content = new byte[random.nextInt(60_000)];
            random.nextBytes(content);
            return content;
        }
    }
}

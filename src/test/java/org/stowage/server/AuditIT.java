package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;

/** The audit log of real servers: in its file and in their logging. */
@Timeout(180)
final class AuditIT {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    private static final String HELLO_SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private final Jsonb json = JsonbBuilder.create();

    @Test
    void wildflyWritesAFileBesideItsLog() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.war"), "upload");
        writesAFile(folder, "log/stowage-audit.log", true);
    }

    @Test
    void thinWarOnWildflyWritesTheSame() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.thin.war"), "upload");
        writesAFile(folder, "log/stowage-audit.log", false);
    }

    @Test
    void tomcat10WritesAFileBesideItsLog() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat10();
        folder.deploy(Folders.named("stowage.war"), "upload");
        writesAFile(folder, "logs/stowage-audit.log", false);
    }

    @Test
    void tomcat11WritesAFileBesideItsLog() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        writesAFile(folder, "logs/stowage-audit.log", true);
    }

    @Test
    void wildflysLogHasTheLines() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.war"), "upload");
        writesToTheLog(folder);
    }

    @Test
    void tomcatsLogHasTheLines() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        writesToTheLog(folder);
    }

    /** As full as a disk can be; the way to write there is not Stowage's own, so the test needs Linux. */
    @Test
    void uploadsGoOnWhenTheLogCannotBeWritten() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat10();
        folder.deploy(Folders.named("stowage.war"), "upload");
        Map<String, String> environment =
                Map.of("STOWAGE_SECRET", Signed.SECRET, "STOWAGE_AUDIT", "file", "STOWAGE_AUDIT_FILE", "/dev/full");
        try (ServerProcess server = ServerProcess.start(folder, environment)) {
            for (int i = 0; i < 3; i++) {
                assertThat(put(folder, Signed.freshPath("a.txt"), HELLO)).isEqualTo(201);
            }
            await(
                    1,
                    () -> server.log()
                            .lines()
                            .filter(line -> line.contains("No space left"))
                            .toList());
            assertThat(server.log())
                    .containsOnlyOnce("The audit log cannot be written, lines are missing from now on")
                    .containsOnlyOnce("No space left on device");
        }
    }

    @Test
    void fileThatCannotBeOpenedStopsTheDeployment() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        Path file = Files.createFile(folder.path().resolve("file"));
        Map<String, String> environment = Map.of(
                "STOWAGE_SECRET", Signed.SECRET, "STOWAGE_AUDIT", "file", "STOWAGE_AUDIT_FILE", file + "/audit.log");
        try (ServerProcess server = ServerProcess.start(folder, environment)) {
            assertThat(server.log()).contains("Stowage cannot start: the audit log cannot be written: ");
        }
    }

    private void writesAFile(ServerFolder folder, String name, boolean killed) throws Exception {
        Path file = folder.path().resolve(name);
        try (ServerProcess server = ServerProcess.start(
                folder,
                Map.of("STOWAGE_SECRET", Signed.SECRET, "STOWAGE_DELETE_SECRET", Signed.DELETE_SECRET),
                "-Dstowage.audit=file",
                "-Dstowage.audit.file-size=64 KiB",
                "-Dstowage.audit.files=1000")) {
            List<String> secrets = eventsOfAllKinds(folder);
            List<Map<String, Object>> events = await(6, () -> events(file));
            assertThat(events.get(0))
                    .containsOnlyKeys(
                            "time", "event", "key", "size", "type", "sha256", "contract", "secret", "request");
            assertThat(events)
                    .extracting(event -> event.get("event") + " " + event.get("why"))
                    .containsExactly(
                            "stored null",
                            "refused exists",
                            "refused bad-token",
                            "refused bad-path",
                            "deleted null",
                            "refused bad-deletion");
            assertThat(events.get(0))
                    .containsEntry("sha256", HELLO_SHA256)
                    .containsEntry("type", "text/plain")
                    .containsEntry("contract", "v1")
                    .containsEntry("secret", "default");
            assertThat(events.get(4))
                    .containsEntry("contract", "token")
                    .containsEntry("key", events.get(0).get("key"));
            assertThat(Files.readString(file)).doesNotContain(secrets).matches("[ -~\n]+");
            everyFileHasOneLine(server, folder, file, killed);
        }
    }

    /** In the middle of uploads; the next start finds the files whose lines were still waiting. */
    private void killAndRecover(ServerProcess server, ServerFolder folder, Path file, Set<String> tried)
            throws IOException, InterruptedException {
        server.kill();
        server.startAgain();
        await(1, () -> withoutLine(folder, file, tried).isEmpty() ? List.of(tried) : List.of());
        server.stop();
    }

    /** Returns the files that are there and have no line. */
    private List<String> withoutLine(ServerFolder folder, Path file, Set<String> tried) throws IOException {
        Set<String> lines = linesByKey(file).keySet();
        return tried.stream()
                .filter(path -> !lines.contains(path) && Files.exists(stored(folder, path)))
                .toList();
    }

    private Map<String, Integer> linesByKey(Path file) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        for (String line : allLines(file)) {
            Map<String, Object> event = event(line);
            if (List.of("stored", "found").contains(String.valueOf(event.get("event")))) {
                lines.merge(String.valueOf(event.get("key")), 1, Integer::sum);
            }
        }
        return lines;
    }

    private void everyFileHasOneLine(ServerProcess server, ServerFolder folder, Path file, boolean killed)
            throws Exception {
        Set<String> stored = ConcurrentHashMap.newKeySet();
        Set<String> tried = ConcurrentHashMap.newKeySet();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            clients.execute(() -> uploadUntilTheEnd(folder, tried, stored, goesOn));
        }
        await(400, () -> List.copyOf(stored));
        if (killed) {
            killAndRecover(server, folder, file, tried);
        }
        goesOn.set(false);
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        if (!killed) {
            server.stop();
        }
        Map<String, Integer> lines = linesByKey(file);
        assertThat(lines.keySet()).as("files with lines").containsAll(stored);
        assertThat(lines.values()).as("lines of each file").containsOnly(1);
        assertThat(withoutLine(folder, file, tried))
                .as("a file that was stored and not acknowledged has a line too")
                .isEmpty();
    }

    private static Path stored(ServerFolder folder, String path) {
        Path base = folder instanceof WildFlyFolder
                ? folder.path().resolve("data/stowage")
                : folder.path().resolve("stowage");
        String name = Fingerprint.of(new FileKey(path)).toString();
        return base.resolve("files").resolve(name.substring(0, 2)).resolve(name);
    }

    private static void uploadUntilTheEnd(
            ServerFolder folder, Set<String> tried, Set<String> stored, AtomicBoolean goesOn) {
        try {
            while (goesOn.get()) {
                String path = Signed.freshPath("a.txt");
                tried.add(path);
                if (put(folder, path, HELLO) != 201) {
                    return;
                }
                stored.add(path);
            }
        } catch (IOException ended) {
            // So has the server.
        }
    }

    /** Asks again and again until there are so many. */
    private static <T> List<T> await(int number, Callable<List<T>> question) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (true) {
            try {
                List<T> found = question.call();
                if (found.size() >= number) {
                    return found;
                }
                assertThat(System.nanoTime())
                        .as("%s of %s", found.size(), number)
                        .isLessThan(deadline);
            } catch (Exception e) {
                assertThat(System.nanoTime()).as("%s", e).isLessThan(deadline);
            }
            Thread.sleep(50);
        }
    }

    private void writesToTheLog(ServerFolder folder) throws Exception {
        Map<String, String> environment = Map.of(
                "STOWAGE_SECRET", Signed.SECRET,
                "STOWAGE_DELETE_SECRET", Signed.DELETE_SECRET,
                "STOWAGE_AUDIT", "log");
        try (ServerProcess server = ServerProcess.start(folder, environment)) {
            List<String> secrets = eventsOfAllKinds(folder);
            List<String> lines = await(
                    6,
                    () -> server.log()
                            .lines()
                            .filter(line -> line.contains("{\"time\":"))
                            .toList());
            assertThat(lines).hasSize(6);
            for (String line : lines) {
                assertThat(event(line.substring(line.indexOf('{')))).containsKeys("event", "key", "request");
            }
            assertThat(server.log()).doesNotContain(secrets);
        }
    }

    /** Returns what must not be written anywhere. */
    private static List<String> eventsOfAllKinds(ServerFolder folder) throws IOException {
        String path = Signed.freshPath("tr\u00e8s \u2603 \"cool\".txt");
        assertThat(put(folder, path, HELLO)).isEqualTo(201);
        assertThat(put(folder, path, HELLO)).isEqualTo(409);
        String deletion = Signed.mac(path + "\0" + Signed.DELETE_SECRET);
        assertThat(ask(folder, "PUT", "x?v=00", "Content-Length: 5", "Content-Type: a/b\"}{"))
                .isEqualTo(403);
        assertThat(ask(folder, "PUT", "a%0ab?v=00", "Content-Length: 0")).isEqualTo(400);
        assertThat(ask(folder, "GET", "nothing")).isEqualTo(404);
        String escaped = Signed.escaped(path);
        assertThat(ask(folder, "DELETE", escaped + "?token=" + deletion)).isEqualTo(204);
        assertThat(ask(folder, "DELETE", escaped + "?token=00")).isEqualTo(403);
        return List.of(Signed.SECRET, Signed.DELETE_SECRET, deletion, Signed.mac(path + " 5"), "?v=", "?token=");
    }

    private static int ask(ServerFolder folder, String method, String rest, String... headers) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            return http.exchange(method, "/upload/" + rest, headers).status();
        }
    }

    private static int put(ServerFolder folder, String path, byte[] content) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send(
                    "PUT",
                    "/upload/" + Signed.v1(path, content.length),
                    "Content-Type: text/plain",
                    "Content-Length: " + content.length);
            http.send(content);
            return http.answer("PUT").status();
        }
    }

    private List<Map<String, Object>> events(Path file) throws IOException {
        List<Map<String, Object>> events = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            events.add(event(line));
        }
        return events;
    }

    private static List<String> allLines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(Objects.requireNonNull(file.getParent()))) {
            files = all.filter(each -> each.getFileName().toString().startsWith("stowage-audit.log"))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(1);
        for (Path each : files) {
            lines.addAll(Files.readAllLines(each));
        }
        return lines;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> event(String line) {
        return new HashMap<>(json.fromJson(line, Map.class));
    }
}

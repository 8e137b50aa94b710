package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;

/** Rules and quotas over HTTP, on every server. */
final class RetentionIT {

    private static final String ROMEO = "a5018f8c277bc4e61647c7b631df1c57f1cd4628";
    private static final String JULIET = "b5018f8c277bc4e61647c7b631df1c57f1cd4628";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Pattern SWEPT = Pattern.compile("Swept: [1-9]\\d* files?,");

    private static final Map<String, String> SETTINGS = Map.of(
            "STOWAGE_SECRET", Signed.SECRET,
            "STOWAGE_RETENTION", "brief",
            "STOWAGE_RETENTION_BRIEF_FILE_NAME", "brief_*",
            "STOWAGE_RETENTION_BRIEF_KEEP_FOR", "2 seconds",
            "STOWAGE_SWEEP_INTERVAL", "10 seconds",
            "STOWAGE_QUOTA_OWNER", "1000",
            "STOWAGE_QUOTA_TOTAL", "2000");

    @Test
    void tomcat10KeepsRulesAndQuotas() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat10();
        folder.deploy(Folders.named("stowage.war"), "upload");
        keepsRulesAndQuotas(folder);
    }

    @Test
    void tomcat11KeepsRulesAndQuotas() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        keepsRulesAndQuotas(folder);
    }

    @Test
    void wildflyKeepsRulesAndQuotas() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.thin.war"), "upload");
        keepsRulesAndQuotas(folder);
    }

    @Test
    void tomcatMakesRoomIfItShall() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("STOWAGE_QUOTA_POLICY", "evict-oldest");
        try (ServerProcess server = ServerProcess.start(folder, settings)) {
            Client client = new Client(folder.port());
            String oldest = Signed.freshPath("oldest.bin");
            assertThat(client.put(oldest, 900).status()).isEqualTo(201);
            assertThat(client.put(Signed.freshPath("old.bin"), 900).status()).isEqualTo(201);
            String path = Signed.freshPath("new.bin");
            Answer refused = client.put(path, 900);
            assertThat(refused.status()).isEqualTo(507);
            assertThat(refused.header("Retry-After")).contains("5");
            await("room", () -> client.put(path, 900).status() == 201);
            assertThat(client.get("GET", oldest).status()).isEqualTo(410);
            await("the line about it", () -> server.log().contains("Evicted 1 of the oldest files"));
        }
    }

    private static void keepsRulesAndQuotas(ServerFolder folder) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, SETTINGS)) {
            Client client = new Client(folder.port());
            expires(client);
            refusesMoreThanAnOwnerMayHave(client);
            givesBackWhatABrokenUploadHeld(folder, client);
            refusesMoreThanTheStoreMayHave(client);
            await("the sweep", () -> SWEPT.matcher(server.log()).find());
            server.stop();
            assertThat(server.log()).doesNotContain("started a thread named", "at org.stowage.");
        }
    }

    private static void expires(Client client) throws Exception {
        await("a file that is still there", () -> isServed(client, Signed.freshPath("brief_1.txt")));
        String path = Signed.freshPath("brief_2.txt");
        assertThat(client.put(path, 10).status()).isEqualTo(201);
        await("expiry", () -> client.get("GET", path).status() == 410);
        Answer gone = client.get("GET", path);
        assertThat(gone.header("Cache-Control")).contains("no-store");
        assertThat(gone.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(client.get("HEAD", path).status()).isEqualTo(410);
        assertThat(client.put(path, 10).status()).isEqualTo(409);
    }

    private static boolean isServed(Client client, String path) throws IOException {
        assertThat(client.put(path, 10).status()).isEqualTo(201);
        return client.get("GET", path).status() == 200
                && client.get("HEAD", path).status() == 200;
    }

    private static void refusesMoreThanAnOwnerMayHave(Client client) throws IOException {
        assertThat(client.put(ROMEO + "/" + Signed.freshPath("a.bin"), 600).status())
                .isEqualTo(201);
        Answer refused = client.put(ROMEO + "/" + Signed.freshPath("b.bin"), 600);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text())
                .isEqualTo("You have used 600 bytes of your 1000 bytes; there is no room for another 600 bytes.\n");
        assertThat(refused.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(client.put(JULIET + "/" + Signed.freshPath("c.bin"), 600).status())
                .isEqualTo(201);
    }

    private static void givesBackWhatABrokenUploadHeld(ServerFolder folder, Client client) throws Exception {
        String path = JULIET + "/" + Signed.freshPath("d.bin");
        try (RawHttp http = new RawHttp(client.port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, 400), "Content-Length: 400");
            http.send(new byte[100]);
            await("its partial file", () -> hasPartialFile(folder));
            assertThat(client.put(JULIET + "/" + Signed.freshPath("e.bin"), 400).status())
                    .isEqualTo(413);
        }
        await("its end", () -> client.put(path, 400).status() == 201);
    }

    private static boolean hasPartialFile(ServerFolder folder) throws IOException {
        try (Stream<Path> all = Files.find(folder.path(), 9, (path, attributes) -> attributes.isRegularFile())) {
            return all.map(Path::toString).anyMatch(path -> path.matches(".*/stowage/partial/[^/]+/\\d+"));
        } catch (UncheckedIOException vanishedMeanwhile) {
            return false;
        }
    }

    private static void refusesMoreThanTheStoreMayHave(Client client) throws IOException {
        Answer refused = client.put(Signed.freshPath("f.bin"), 1500);
        assertThat(refused.status()).isEqualTo(507);
        assertThat(refused.text()).isEqualTo("The file store is full; try again later.\n");
        assertThat(refused.header("Retry-After")).isPresent();
    }

    private static void await(String what, Check check) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!check.holds()) {
            assertThat(System.nanoTime()).as("waited too long for %s", what).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private record Client(int port) {

        Answer put(String path, int size) throws IOException {
            try (RawHttp http = new RawHttp(port)) {
                http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size);
                http.send(new byte[size]);
                return http.answer("PUT");
            }
        }

        Answer get(String method, String path) throws IOException {
            try (RawHttp http = new RawHttp(port)) {
                return http.exchange(method, "/upload/" + path);
            }
        }
    }
}

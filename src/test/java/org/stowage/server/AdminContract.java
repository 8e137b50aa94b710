package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;

/** Who may ask the administration's URLs, after the recipe of each server was followed; each server runs all of it. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
abstract class AdminContract<F extends ServerFolder> {

    static final String PASSWORD = "correct-horse-1";
    static final String OTHER_PASSWORD = "battery-staple";

    private static final String READY = "/upload/-/health/ready";
    private static final String LIVE = "/upload/-/health/live";
    private static final String ADMIN = basic("admin", PASSWORD);
    private static final String VIEWER = basic("viewer", PASSWORD);
    private static final String TEXT = "Accept: text/plain";

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final F folder;
    private ServerProcess server;

    AdminContract(F folder) {
        this.folder = folder;
    }

    /** Writes the files that the recipe asks for, and a user {@code other} without the role. */
    abstract void prepare() throws Exception;

    /** Does what the recipe asks to do while the server runs. */
    abstract void configure() throws Exception;

    @BeforeAll
    void start() throws Exception {
        folder.deploy(Folders.named("stowage.war"), "upload");
        prepare();
        server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET));
        configure();
    }

    @AfterAll
    void end() {
        server.close();
    }

    final F folder() {
        return folder;
    }

    @Test
    void adminIsToldThatTheStoreIsReady() throws Exception {
        Answer answer = get(READY, ADMIN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .startsWith(
                        "{\"status\":\"UP\",\"checks\":[{\"name\":\"store\",\"status\":\"UP\"},{\"name\":\"space\"");
        assertThat(answer.header("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("application/json;charset=utf-8");
        assertIsForNobodyElse(answer);
    }

    @Test
    void headTellsTheLengthOnly() throws Exception {
        try (RawHttp http = new RawHttp(folder.port())) {
            Answer answer = http.exchange("HEAD", LIVE);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Length")).hasValue("27");
            assertThat(http.exchange("GET", LIVE).text()).hasSize(27);
        }
    }

    @Test
    void whoDoesNotLogInIsAskedTo() throws Exception {
        for (String path : new String[] {READY, "/upload/-/metrics", "/upload/-/", "/upload/-"}) {
            Answer answer = get(path, TEXT);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=\"Stowage\"");
            assertThat(answer.text()).matches("[A-Z][^<>]{10,100}\\.\n");
            assertIsForNobodyElse(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !", "Basic YQ==", "Basic", "Bearer abc", "Digest username=\"admin\"", "x"})
    void whatIsNoPasswordIsNone(String authorization) throws Exception {
        Answer answer = get(READY, "Authorization: " + authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertIsForNobodyElse(answer);
    }

    @Test
    void wrongPasswordIsRefusedAndLogged() throws Exception {
        Answer answer = get(READY, basic("nobody", "not the one"));
        assertThat(answer.status()).isEqualTo(401);
        assertIsForNobodyElse(answer);
        assertThat(server.log())
                .contains("A login failed, from 127.0.0.1")
                .doesNotContain("not the one", basic("nobody", "not the one").substring(21));
    }

    @Test
    void userWithoutTheRoleIsRefusedAndLogged() throws Exception {
        Answer answer = get(READY, TEXT, basic("other", OTHER_PASSWORD));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).isEqualTo("This is for users with the role stowage-admin or stowage-viewer.\n");
        assertIsForNobodyElse(answer);
        assertThat(server.log())
                .contains("other was refused without the role stowage-admin, from 127.0.0.1")
                .doesNotContain(OTHER_PASSWORD);
    }

    /** Whoever comes from outside cannot find out what there is, nor whether a password is right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 192.0.2.1",
                "x-forwarded-proto: https",
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=192.0.2.1",
                "X-Real-IP: 192.0.2.1",
                "Via: 1.1 proxy"
            })
    void worldBehindAProxySeesNothing(String sign) throws Exception {
        Answer right = get(READY, TEXT, ADMIN, sign);
        assertThat(right.status()).isEqualTo(404);
        assertThat(right.text()).isEqualTo("There is nothing at this URL.\n");
        assertThat(get(READY, TEXT, basic("admin", "x"), sign).text()).isEqualTo(right.text());
        assertThat(get("/upload/-/nothing", TEXT, sign).text()).isEqualTo(right.text());
        assertThat(get(LIVE, sign).text()).isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
        assertIsForNobodyElse(right);
    }

    @Test
    void proxyThatTellsNothingShowsByHostOrVersion() throws Exception {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.sendTo("upload.example.org", "GET", READY, ADMIN);
            assertThat(http.answer("GET").status()).isEqualTo(404);
        }
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send(("GET " + READY + " HTTP/1.0\r\nHost: 127.0.0.1\r\n" + ADMIN + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(http.answer("GET").status()).isEqualTo(404);
        }
    }

    /** A server puts its own name in the place of a missing one: that is not what the client asked for. */
    @Test
    void hostThatIsNotSaidIsNotThisMachine() throws Exception {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.sendTo("", "GET", READY, ADMIN);
            assertThat(http.answer("GET").status()).isIn(400, 404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, health/ready, 405",
        "PUT, health/ready, 405",
        "DELETE, health/ready, 405",
        "PATCH, x, 405",
        "POST, health/ready, 405",
        "POST, health/live, 405",
        "POST, x, 404",
        "GET, x, 404"
    })
    void adminReadsInASentenceWhatThereIsNot(String method, String path, int status) throws Exception {
        Answer answer =
                send(method, "/upload/-/" + path, ADMIN, TEXT, "Content-Length: 0", "Origin: https://evil.example");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).matches("[A-Z][^<>]{10,100}\\.\n");
        assertThat(answer.header("Allow").isPresent()).isEqualTo(status == 405);
        assertIsForNobodyElse(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-/metrics",
                "%2D/metrics",
                "%2d/metrics",
                "./-/metrics",
                "/-/metrics",
                "-//metrics",
                "-/./metrics",
                "x/../-/metrics",
                "-;x/metrics",
                ";x/-/metrics",
                "-/metrics;x",
                "-%2Fmetrics",
                "-/health/live",
                "-/error",
                "-"
            })
    void tokenIsNoKeyToTheAdministration(String rest) throws Exception {
        for (String signed : new String[] {rest, "-/metrics", "-", rest.toLowerCase(Locale.ROOT)}) {
            for (String token : new String[] {"v", "v2", "token"}) {
                String target = "/upload/" + rest + "?" + token + "=" + Signed.mac(signed + " 1");
                assertThat(putOneByte(target, "X-Forwarded-For: 192.0.2.1").status())
                        .isIn(400, 403, 404, 405);
            }
            assertThat(get("/upload/" + rest + "?v=" + Signed.mac(signed + " 0"), "Via: x")
                            .status())
                    .isIn(rest.equals("-/health/live") ? new Object[] {200} : new Object[] {400, 404});
        }
    }

    /** The administration's spelling is one; another one finds nothing, with a right password too. */
    @ParameterizedTest
    @ValueSource(
            strings = {"%2D/health/ready", "./-/health/ready", "/-/health/ready", "-;x/health/ready", "-/health/ready;x"
            })
    void callHasOneSpelling(String rest) throws Exception {
        assertThat(get("/upload/" + rest, ADMIN).status()).isIn(400, 404);
    }

    /** WildFly would check it on every URL: the world could guess passwords, and uploads would get 401. */
    @Test
    void passwordIsNotLookedAtElsewhere() throws Exception {
        for (String header : new String[] {ADMIN, basic("admin", "x"), "Authorization: Bearer a.b.c"}) {
            String path = Signed.freshPath("a.txt");
            assertThat(get("/upload/" + path, header).status()).isEqualTo(404);
            int status = putOneByte("/upload/" + Signed.v1(path, 1), header).status();
            assertThat(status).isEqualTo(header.contains("Bearer") ? 403 : 201);
            assertThat(get("/upload/" + path, header).status()).isEqualTo(header.contains("Bearer") ? 404 : 200);
            assertThat(send("OPTIONS", "/upload/" + path, header).status()).isEqualTo(204);
            assertThat(send("HEAD", "/upload/x", header).status()).isEqualTo(404);
        }
    }

    @Test
    void filesAndTheirOwnersAreToldToAdminsAndViewers() throws Exception {
        String path = stored(12);
        String owner = path.substring(0, 40);
        awaitFile(path);
        for (String user : new String[] {ADMIN, VIEWER}) {
            Answer files = get("/upload/-/files?owner=" + owner + "&order=largest&limit=1000", user);
            assertThat(files.status()).isEqualTo(200);
            assertThat(files.text())
                    .startsWith("{\"files\":[{\"key\":\"" + path + "\"")
                    .contains("\"path\":\"" + path + "\",\"size\":12,", "\"owner\":\"" + owner + "\"")
                    .doesNotContain("\"due\"", Signed.SECRET, Signed.mac(path + " 12"));
            assertIsForNobodyElse(files);
            Answer owners = get("/upload/-/owners?limit=1000", user);
            assertThat(owners.status()).isEqualTo(200);
            assertThat(owners.text())
                    .contains("{\"tenant\":\"\",\"owner\":\"" + owner + "\",\"files\":1,\"bytes\":12}");
            assertIsForNobodyElse(owners);
        }
        assertThat(get("/upload/-/files?path=no+such+file", ADMIN).text()).isEqualTo("{\"files\":[]}");
    }

    @Test
    void viewerLooksAndChangesNothing() throws Exception {
        String order = "{\"id\":\"v\",\"action\":\"ban\",\"url\":\"a/b\"}";
        for (String call :
                new String[] {"overview", "settings", "audit", "refusals", "transfers", "jobs", "openapi.json"}) {
            assertThat(get("/upload/-/" + call, VIEWER).status()).as(call).isEqualTo(200);
        }
        assertThat(post("preview", order.replace("\"id\":\"v\",", ""), VIEWER).status())
                .isEqualTo(200);
        assertThat(get("/upload/-/overview", VIEWER).text()).contains("\"user\":\"viewer\",\"mayOrder\":false");
        assertThat(get("/upload/-/overview", ADMIN).text()).contains("\"user\":\"admin\",\"mayOrder\":true");
        for (String call :
                new String[] {"jobs", "jobs/stop", "settings", "transfers/end", "test-upload", "follow-clock"}) {
            Answer answer = post(call, order, VIEWER);
            assertThat(answer.status()).as(call).isEqualTo(403);
            assertThat(answer.text()).contains("\"code\":\"no-role\"");
        }
        assertThat(get("/upload/-/bans", ADMIN).text()).doesNotContain("a/b");
    }

    @Test
    void refusedUploadIsRememberedWithoutItsToken() throws Exception {
        String path = Signed.freshPath("refused.txt");
        String token = Signed.mac(path + " 7");
        assertThat(putOneByte("/upload/" + path + "?v=" + token, "X-Nothing: at all")
                        .status())
                .isEqualTo(403);
        String refusals =
                get("/upload/-/refusals?code=bad-token&path=" + path, ADMIN).text();
        assertThat(refusals)
                .contains(
                        "\"path\":\"/upload/" + path + "\"",
                        "\"status\":403",
                        "\"client\":\"127.0.0.1\"",
                        "\"length\":1")
                .doesNotContain(token);
        String id = refusals.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1");
        assertThat(get("/upload/-/refusal?id=" + id, ADMIN).text())
                .contains("The length that was signed is 7, and the upload has 1 byte")
                .doesNotContain(token);
        assertThat(get("/upload/-/refusal?id=123456789", ADMIN).status()).isEqualTo(404);
    }

    @Test
    void runningUploadIsListedAndEnded() throws Exception {
        String path = Signed.freshPath("slow.txt");
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, 100_000), "Content-Length: 100000");
            http.send(new byte[1000]);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            String transfers = get("/upload/-/transfers", VIEWER).text();
            while (!transfers.contains(path) || !transfers.contains("\"done\":1000")) {
                assertThat(System.nanoTime()).as(transfers).isLessThan(deadline);
                Thread.sleep(50);
                transfers = get("/upload/-/transfers", VIEWER).text();
            }
            String id = transfers.replaceFirst(
                    "(?s).*\"id\":\"(\\d+)\",\"direction\":\"upload\",\"key\":\"" + path + ".*", "$1");
            assertThat(post("transfers/end", "{\"id\":\"" + id + "\"}", ADMIN).status())
                    .isEqualTo(200);
            while (get("/upload/-/transfers", VIEWER).text().contains(path)) {
                assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
                Thread.sleep(50);
            }
        }
        assertThat(get("/upload/" + path).status()).isEqualTo(404);
        assertThat(post("transfers/end", "{\"id\":\"0\"}", ADMIN).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview", "jobs", "settings", "dry-run"})
    void nobodyElseGivesOrders(String call) throws Exception {
        assertThat(post(call, "{}").status()).isEqualTo(401);
        assertThat(post(call, "{}", basic("admin", "not the one")).status()).isEqualTo(401);
        assertThat(post(call, "{}", basic("other", OTHER_PASSWORD)).status()).isEqualTo(403);
        assertThat(post(call, "{}", ADMIN, "Via: 1.1 proxy").status()).isEqualTo(404);
        assertThat(post(call, "{}", ADMIN, "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        String form = "Content-Type: application/x-www-form-urlencoded";
        assertThat(send("POST", "/upload/-/" + call, ADMIN, form, "Content-Length: 0")
                        .status())
                .isEqualTo(415);
        assertThat(send("POST", "/upload/-/" + call, ADMIN, "Content-Type: text/plain", "Content-Length: 0")
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "files?order=smallest | 400 | bad-request | The order is newest, oldest, largest or due.",
                "files?limit=0 | 400 | bad-request | The limit is a number from 1 to 1000.",
                "files?storedFrom=soon | 400 | bad-request | 'The parameter storedFrom is a day such as 2026-11-28, or a time such as 2026-11-28T06:30:00Z.'",
                "files?cursor=abc | 400 | stale-cursor | 'This cursor is of another question, or of an earlier start of the server: ask again without it.'",
                "files?owner=nobody@example.org | 404 | unknown-owner | 'Nobody of this name has files here: an owner is named as the XMPP server does.'",
                "file?url=http:// | 400 | bad-request | 'Name a file by its URL, or by its key as in the log, with the tenant''s name before it if it has one.'",
                "file | 400 | bad-request | The parameter url is needed.",
                "job?id=none | 404 | no-job | No job of this id was given since the start of the server.",
                "nothing | 404 | not-found | There is nothing at this URL."
            })
    void whatIsWrongIsAProblem(String call, int status, String code, String sentence) throws Exception {
        Answer answer = get("/upload/-/" + call, ADMIN);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.text())
                .startsWith("{\"type\":\"about:blank\",\"title\":\"")
                .endsWith("\"status\":" + status + ",\"detail\":\"" + sentence + "\",\"code\":\"" + code + "\"}");
        assertIsForNobodyElse(answer);
        assertThat(get("/upload/-/" + call, ADMIN, TEXT).text()).isEqualTo(sentence + "\n");
    }

    @Test
    void longQuestionIsRefused() throws Exception {
        Answer answer = post("preview", "{\"path\":\"" + "a".repeat(70_000) + "\"}", ADMIN);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("The body is larger than 64 KiB.");
    }

    /** Uploads so many bytes as somebody who has nothing yet; the path begins with their name of 40 characters. */
    final String stored(int size) throws IOException {
        String owner = Signed.mac(Signed.freshPath("owner")).substring(0, 40);
        String path = owner + "/" + Signed.freshPath("a.txt");
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size);
            http.send(new byte[size]);
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
        return path;
    }

    /** The catalog is written some seconds behind the store. */
    final void awaitFile(String path) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!get("/upload/-/files?path=" + path, ADMIN).text().contains(path)) {
            assertThat(System.nanoTime()).as("waited too long for %s", path).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private Answer post(String call, String json, String... headers) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type: application/json", "Content-Length: " + body.length));
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("POST", "/upload/-/" + call, all.toArray(String[]::new));
            http.send(body);
            return http.answer("POST");
        }
    }

    private static void assertIsForNobodyElse(Answer answer) {
        assertThat(answer.headers("Set-Cookie")).isEmpty();
        assertThat(answer.headers())
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        assertThat(answer.header("Cache-Control").orElseThrow()).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(answer.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
    }

    private Answer get(String target, String... headers) throws IOException {
        return send("GET", target, headers);
    }

    private Answer send(String method, String target, String... headers) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            return http.exchange(method, target, headers);
        }
    }

    private Answer putOneByte(String target, String header) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", target, header, "Content-Length: 1");
            http.send(new byte[] {'x'});
            return http.answer("PUT");
        }
    }

    static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
    }
}

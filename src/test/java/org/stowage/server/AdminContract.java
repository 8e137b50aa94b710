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
            Answer answer = get(path);
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
        Answer answer = get(READY, basic("other", OTHER_PASSWORD));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).isEqualTo("This is for users with the role stowage-admin.\n");
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
        Answer right = get(READY, ADMIN, sign);
        assertThat(right.status()).isEqualTo(404);
        assertThat(right.text()).isEqualTo("There is nothing at this URL.\n");
        assertThat(get(READY, basic("admin", "x"), sign).text()).isEqualTo(right.text());
        assertThat(get("/upload/-/nothing", sign).text()).isEqualTo(right.text());
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
        Answer answer = send(method, "/upload/-/" + path, ADMIN, "Content-Length: 0", "Origin: https://evil.example");
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
    void filesAndTheirOwnersAreToldToAdmins() throws Exception {
        String path = stored(12);
        String owner = path.substring(0, 40);
        awaitFile(path);
        Answer files = ask("files", "{\"owner\":\"" + owner + "\",\"order\":\"largest\",\"limit\":1000}");
        assertThat(files.status()).isEqualTo(200);
        assertThat(files.text())
                .startsWith("{\"files\":[{")
                .contains("\"path\":\"" + path + "\",\"size\":12,", "\"owner\":\"" + owner + "\"")
                .doesNotContain("\"due\"", Signed.SECRET, Signed.mac(path + " 12"));
        assertIsForNobodyElse(files);
        Answer owners = ask("owners", "{\"limit\":1000}");
        assertThat(owners.status()).isEqualTo(200);
        assertThat(owners.text()).contains("{\"tenant\":\"\",\"owner\":\"" + owner + "\",\"files\":1,\"bytes\":12}");
        assertIsForNobodyElse(owners);
        assertThat(ask("files", "{\"path\":\"no such file\"}").text()).isEqualTo("{\"files\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "owners"})
    void nobodyElseIsToldOfFiles(String call) throws Exception {
        assertThat(post(call, "{}").status()).isEqualTo(401);
        assertThat(post(call, "{}", basic("admin", "not the one")).status()).isEqualTo(401);
        assertThat(post(call, "{}", basic("other", OTHER_PASSWORD)).status()).isEqualTo(403);
        assertThat(post(call, "{}", ADMIN, "Via: 1.1 proxy").status()).isEqualTo(404);
        assertThat(post(call, "{}", ADMIN, "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(get("/upload/-/" + call, ADMIN).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "files | {\"order\":\"smallest\"} | The order is newest, oldest, largest or due.",
                "files | {\"limit\":-1} | The limit is a number from 1 to 1000.",
                "files | {\"page\":1} | 'The body has a member other than order, tenant, owner, path, limit.'",
                "files | [] | The body is not the JSON that this call takes.",
                "owners | {\"limit\":1001} | The limit is a number from 1 to 1000.",
                "owners | {\"limit\":\"all\"} | The member limit is a whole number."
            })
    void adminReadsInASentenceWhatIsNoQuestion(String call, String body, String sentence) throws Exception {
        Answer answer = ask(call, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo(sentence + "\n");
        assertIsForNobodyElse(answer);
    }

    @Test
    void longQuestionIsRefused() throws Exception {
        Answer answer = ask("files", "{\"path\":\"" + "a".repeat(70_000) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).isEqualTo("The body is larger than 64 KiB.\n");
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
        while (!ask("files", "{\"path\":\"" + path + "\"}").text().contains(path)) {
            assertThat(System.nanoTime()).as("waited too long for %s", path).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private Answer ask(String call, String json) throws IOException {
        return post(call, json, ADMIN);
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

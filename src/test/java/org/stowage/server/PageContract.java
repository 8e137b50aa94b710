package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.WebElement;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.program.NeedsProgram;

/** The administration's page in Chromium, on a server that was set up by its recipe, with real uploads. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
@NeedsProgram(
        value = {"chromium", Browser.DRIVER},
        packages = Browser.PACKAGES)
abstract class PageContract {

    private static final List<String> VIEWS =
            List.of("overview", "files", "owners", "refusals", "bans", "jobs", "audit", "settings");

    /** A PNG of one pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    private final AdminContract<?> set;
    private Browser admin;

    /** Uses the server of these tests, which is set up by the recipe for administrators. */
    PageContract(AdminContract<?> set) {
        this.set = set;
    }

    @BeforeAll
    void start() throws Exception {
        set.start();
        admin = new Browser(port(), "admin", AdminContract.PASSWORD);
    }

    @AfterAll
    void end() {
        if (admin != null) {
            admin.close();
        }
        set.end();
    }

    /** Whatever a test does, the page makes no error and asks nobody else. */
    @AfterEach
    void isClean() {
        assertThat(admin.foreignRequests()).isEmpty();
        assertThat(admin.errors()).isEmpty();
    }

    private int port() {
        return set.folder().port();
    }

    /** Its files hold no secret; what they show does. */
    @Test
    void documentNeedsALoginAndItsFilesNone() throws Exception {
        try (RawHttp http = new RawHttp(port())) {
            assertThat(http.exchange("GET", "/upload/-/page.js").status()).isEqualTo(200);
            assertThat(http.exchange("GET", "/upload/-/page.js", "X-Forwarded-For: 192.0.2.1")
                            .status())
                    .isEqualTo(404);
            assertThat(http.exchange("POST", "/upload/-/page.js", "Content-Length: 0")
                            .status())
                    .isEqualTo(405);
            assertThat(http.exchange("GET", "/upload/-/").status()).isEqualTo(401);
        }
    }

    @Test
    void fileIsFoundLookedAtAndDeletedForGood() throws Exception {
        String path = stored(Signed.freshPath("picture.png"), "image/png", PNG);
        admin.size(1200, 900);
        admin.open("files");
        admin.type("input[name=url]", "https://upload.example.org/upload/" + path + "?v=0");
        admin.press("form button", "Find");
        admin.awaitText("h2", path);
        admin.press("button", "Show the picture");
        admin.await(".preview img");
        awaitTrue("return document.querySelector('.preview img').naturalWidth === 1");
        admin.press(".buttons button", "Delete");
        admin.awaitText("dialog p", "1 file, 70 B.");
        admin.picture(name("delete"));
        admin.press("#order-confirm", "Delete");
        admin.awaitText("dialog [role=status]", "One file deleted");
        admin.press("dialog button", "Close");
        admin.awaitText("#file-state", "deleted");
        assertThat(get(path).status()).isEqualTo(410);
        admin.open("jobs");
        admin.awaitText("td", path);
        admin.awaitText("td", "admin");
    }

    @Test
    void uploadIsSeenToMoveAndEnded() throws Exception {
        String path = Signed.freshPath("slow.bin");
        try (RawHttp client = new RawHttp(port())) {
            client.send("PUT", "/upload/" + Signed.v1(path, 4_000_000), "Content-Length: 4000000");
            client.send(new byte[1_000_000]);
            admin.open("overview");
            WebElement bar = admin.await("progress[aria-label='Progress: " + path + "']");
            assertThat(bar.getAttribute("max")).isEqualTo("4000000");
            String row = "document.querySelector(\"progress[aria-label='Progress: " + path + "']\").value";
            awaitTrue("return " + row + " >= 1000000");
            client.send(new byte[1_000_000]);
            awaitTrue("return " + row + " >= 2000000");
            admin.press("button[aria-label='End the transfer of " + path + "']", "End");
            admin.awaitText("#said", "is ended");
            awaitTrue("return document.querySelector(\"progress[aria-label='Progress: " + path + "']\") === null");
        }
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void contentIsBannedSeenAsRefusedAndFreedAgain() throws Exception {
        byte[] content = ("bad " + Signed.freshPath("x")).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String path = stored(Signed.freshPath("bad.txt"), "text/plain", content);
        admin.open("files?url=" + path);
        admin.press(".buttons button", "Delete and ban the content");
        admin.type("dialog input", "report <17>");
        admin.press("#order-confirm", "Delete and ban");
        admin.awaitText("dialog [role=status]", "One file deleted");
        admin.press("dialog button", "Close");
        String again = Signed.freshPath("again.txt");
        assertThat(put(again, "text/plain", content).status()).isEqualTo(403);
        admin.open("refusals?code=banned");
        admin.awaitText("td", again);
        admin.press("tr button", "What would be right?");
        admin.await(".notice li");
        admin.open("bans");
        admin.awaitText("td", "report <17>");
        admin.press("td button", "Lift the ban");
        admin.press("#order-confirm", "Lift the ban");
        admin.awaitText("dialog button", "Close");
        awaitTrue("return !document.querySelector('dialog button.act')");
        awaitTrue("return [...document.querySelectorAll('dialog button')].every(b => b.textContent !== 'Stop')");
        admin.press("dialog button", "Close");
        assertThat(put(Signed.freshPath("free.txt"), "text/plain", content).status())
                .isEqualTo(201);
    }

    /** Names and types that are markup are shown as they are. */
    @Test
    void markupOfClientsIsText() throws Exception {
        String hostile = "<img src=x onerror=hacked=1>";
        String path = Signed.freshPath("\"'" + hostile + "&amp;.html");
        stored(path, "text/html;x=\"<script>hacked=1</script>\"", PNG);
        put(Signed.freshPath(hostile), "text/html", new byte[1], "0".repeat(64));
        for (String view : VIEWS) {
            admin.open(view);
        }
        admin.open("files?url="
                + java.net.URLEncoder.encode(Signed.escaped(path), java.nio.charset.StandardCharsets.UTF_8));
        admin.await("#file-state");
        assertThat(admin.run("return window.hacked")).isNull();
        assertThat(admin.count("main img")).isZero();
    }

    @Test
    void whoMayLookOnlyFindsNothingToPress() throws Exception {
        String path = stored(Signed.freshPath("a.txt"), "text/plain", PNG);
        try (Browser viewer = new Browser(port(), "viewer", AdminContract.PASSWORD)) {
            for (String view : VIEWS) {
                viewer.open(view);
                assertThat(viewer.text()).as(view).contains("viewer, who may look only");
                assertThat(viewer.count("button.harm")).as(view).isZero();
            }
            viewer.open("files?url=" + path);
            viewer.await("#file-state");
            assertThat(viewer.count("button.harm")).isZero();
            assertThat(viewer.errors()).isEmpty();
        }
    }

    /** Each view for a screen reader, in both colours, and on a phone. */
    @Test
    void viewsAreForEverybody() throws Exception {
        String path = stored(Signed.freshPath("for-everybody.png"), "image/png", PNG);
        put(Signed.freshPath("refused.bin"), "text/plain", new byte[1], "0".repeat(64));
        for (String view : VIEWS) {
            admin.size(1200, 900);
            admin.prefer("light");
            admin.open(view);
            for (String scheme : List.of("light", "dark")) {
                admin.prefer(scheme);
                admin.picture(name(view + "-" + scheme));
                assertThat(admin.obstacles()).as(view + " " + scheme).isEmpty();
            }
            admin.size(390, 800);
            admin.picture(name(view + "-phone"));
            assertThat(admin.scrollsSideways()).as(view).isFalse();
        }
        admin.size(1200, 900);
        admin.prefer("light");
        admin.open("files?url=" + path);
        admin.await("#file-state");
        admin.picture(name("file"));
        assertThat(admin.obstacles()).isEmpty();
    }

    @Test
    void mistakesAreSentences() throws Exception {
        admin.open("files?url=https%3A%2F%2Fupload.example.org");
        admin.awaitText(".error", "Name a file by its URL");
        admin.open("files?minSize=many&list=1");
        admin.awaitText(".error, p", ".");
        admin.open("owners?owner=nobody%40example.org");
        admin.awaitText(".error", ".");
        admin.open("no-such-view");
        admin.awaitText("h1", "Overview");
        assertThat(admin.errors()).allMatch(error -> error.contains("Failed to load resource"));
    }

    private String name(String picture) {
        return getClass().getSimpleName() + "-" + picture;
    }

    private void awaitTrue(String script) throws InterruptedException {
        for (int i = 0; i < 600 && !Boolean.TRUE.equals(admin.run(script)); i++) {
            Thread.sleep(50);
        }
        assertThat(admin.run(script)).as(script).isEqualTo(true);
    }

    private String stored(String path, String type, byte[] content) throws IOException {
        assertThat(put(path, type, content).status()).isEqualTo(201);
        return path;
    }

    private Answer put(String path, String type, byte[] content) throws IOException {
        return put(path, type, content, Signed.mac(path + " " + content.length));
    }

    private Answer put(String path, String type, byte[] content, String token) throws IOException {
        try (RawHttp http = new RawHttp(port())) {
            http.send(
                    "PUT",
                    "/upload/" + Signed.escaped(path) + "?v=" + token,
                    "Content-Length: " + content.length,
                    "Content-Type: " + type);
            http.send(content);
            return http.answer("PUT");
        }
    }

    private Answer get(String path) throws IOException {
        try (RawHttp http = new RawHttp(port())) {
            return http.exchange("GET", "/upload/" + Signed.escaped(path));
        }
    }
}

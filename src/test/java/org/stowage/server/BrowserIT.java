package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowage.it.Signed;
import org.stowage.program.InstalledProgram;
import org.stowage.program.NeedsProgram;
import org.stowage.program.RunningProgram;

/** A page of another origin in a real browser uploads a picture and shows it: CORS as Chromium enforces it. And it shows a text. */
@NeedsProgram(value = BrowserIT.PROGRAM, packages = BrowserIT.PACKAGES)
final class BrowserIT {

    static final String PROGRAM = "chromium";
    static final String PACKAGES = "chromium";

    /** A PNG of one pixel. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private HttpServer page;

    @BeforeEach
    void startPage() throws IOException {
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/report", exchange -> {
            reports.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        page.start();
    }

    @AfterEach
    void stopPage() {
        page.stop(0);
    }

    @Test
    void pageUploadsToTomcatAndShowsThePicture() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        uploadsFromAnotherOrigin(folder);
    }

    @Test
    void pageUploadsToWildflyAndShowsThePicture() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.war"), "upload");
        uploadsFromAnotherOrigin(folder);
    }

    private void uploadsFromAnotherOrigin(ServerFolder folder) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", Signed.SECRET))) {
            byte[] png = Base64.getDecoder().decode(PNG);
            String path = Signed.freshPath("pixel.png");
            String bearerPath = "slot-" + System.nanoTime() + "/pixel.png";
            serve(script(
                    server.uri("upload/").toString(),
                    Signed.v1(path, png.length),
                    bearerPath,
                    jwt(bearerPath, png.length)));
            try (RunningProgram browser = browse()) {
                assertThat(report(browser)).isEqualTo("v1: 201 shown 1x1");
                assertThat(report(browser)).isEqualTo("jwt: 201 shown 1x1");
                assertThat(report(browser))
                        .isEqualTo(
                                "refused: 403 The token does not allow this upload: its path, size or type is another one.");
                assertThat(report(browser)).isEqualTo("ranged: 206 bytes 0-7/" + png.length);
            }
            assertThat(shown(uploadText(server))).contains("h\u00e9llo \u20ac");
            assertThat(shown(server.uri("upload/gone/a.txt")))
                    .contains("<p>There is no file at this URL.</p>", "<p>Questions about it go to");
        }
    }

    /** Its type says no charset: alone, Chromium would take it for windows-1252. */
    private static URI uploadText(ServerProcess server) throws IOException, InterruptedException {
        byte[] text = "h\u00e9llo \u20ac".getBytes(StandardCharsets.UTF_8);
        String path = Signed.freshPath("a.txt");
        HttpRequest put = HttpRequest.newBuilder(server.uri("upload/" + Signed.v1(path, text.length)))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(text))
                .header("Content-Type", "text/plain")
                .build();
        HttpClient client = HttpClient.newHttpClient();
        assertThat(client.send(put, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(201);
        return server.uri("upload/" + path);
    }

    private static String script(String base, String signed, String bearerPath, String jwt) {
        return """
                <!DOCTYPE html><meta charset="utf-8"><script>
                const report = text => fetch('/report', {method: 'POST', body: text});
                const png = Uint8Array.from(atob('PNG'), c => c.charCodeAt(0));
                const put = (url, headers) => fetch(url, {method: 'PUT', body: png, headers});
                const show = url => new Promise(done => {
                    const image = new Image();
                    image.onload = () => done('shown ' + image.naturalWidth + 'x' + image.naturalHeight);
                    image.onerror = () => done('not shown');
                    image.src = url;
                });
                (async () => {
                    try {
                        const type = {'Content-Type': 'image/png'};
                        let answer = await put('BASESIGNED', type);
                        await report('v1: ' + answer.status + ' ' + await show('BASESIGNED'.split('?')[0]));
                        answer = await put('BASEBEARER', {...type, Authorization: 'Bearer JWT'});
                        await report('jwt: ' + answer.status + ' ' + await show('BASEBEARER'));
                        answer = await put('BASEnobody/x.png?v=00', type);
                        await report('refused: ' + answer.status + ' ' + (await answer.text()).trim());
                        answer = await fetch('BASEBEARER', {headers: {Range: 'bytes=0-7'}});
                        await report('ranged: ' + answer.status + ' ' + answer.headers.get('Content-Range'));
                    } catch (e) {
                        await report('failed: ' + e);
                    }
                })();
                </script>
                """.replace("BASE", base)
                .replace("SIGNED", signed)
                .replace("BEARER", bearerPath)
                .replace("JWT", jwt)
                .replace("PNG", PNG);
    }

    private static String jwt(String path, int size) {
        int slash = path.indexOf('/');
        String claims = "{\"slot\":\"" + path.substring(0, slash) + "\",\"filename\":\"" + path.substring(slash + 1)
                + "\",\"filesize\":" + size + ",\"exp\":" + (Instant.now().getEpochSecond() + 300) + "}";
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(HexFormat.of().parseHex(Signed.mac(signed)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void serve(String html) {
        page.createContext("/page", exchange -> answer(exchange, html));
    }

    private static void answer(HttpExchange exchange, String html) throws IOException {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private RunningProgram browse() throws IOException {
        Path folder = Files.createTempDirectory("stowage-chromium");
        String url = "http://127.0.0.1:" + page.getAddress().getPort() + "/page";
        return RunningProgram.start(folder, chromium(folder, "--remote-debugging-port=0", url), Map.of());
    }

    /** Returns the document that the browser makes of what is there. */
    private static String shown(URI uri) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stowage-chromium");
        Path dom = folder.resolve("dom.html");
        Process browser = new ProcessBuilder(chromium(folder, "--dump-dom", uri.toString()))
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return Files.readString(dom);
        } finally {
            browser.destroyForcibly();
        }
    }

    private static List<String> chromium(Path folder, String option, String url) {
        return List.of(
                new InstalledProgram(PROGRAM, PACKAGES).path().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                option,
                url);
    }

    private String report(RunningProgram browser) throws InterruptedException {
        String report = reports.poll(60, TimeUnit.SECONDS);
        assertThat(report).as("the browser said:%n%s", browser.output()).isNotNull();
        return Objects.requireNonNull(report);
    }
}

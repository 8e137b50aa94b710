package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.program.InstalledProgram;
import org.stowage.program.NeedsProgram;
import org.stowage.program.RunningProgram;

/** A real nginx before a real Tomcat, with the file for admins. */
@NeedsProgram(value = NginxIT.PROGRAM, packages = NginxIT.PACKAGES)
@TestInstance(Lifecycle.PER_CLASS)
final class NginxIT {

    static final String PROGRAM = "nginx";
    static final String PACKAGES = "nginx-light";

    private ServerProcess server;
    private RunningProgram nginx;
    private int port;

    @BeforeAll
    void start() throws Exception {
        TomcatFolder tomcat = TomcatFolder.tomcat11();
        tomcat.deploy(Folders.named("stowage.war"), "upload");
        server = ServerProcess.start(tomcat, Map.of("STOWAGE_SECRET", Signed.SECRET));
        port = RunningProgram.freePort();
        Path folder = Files.createTempDirectory("stowage-nginx");
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(tomcat.port()));
        String program = new InstalledProgram(PROGRAM, PACKAGES).path().toString();
        List<String> command =
                List.of(program, "-p", folder.toString(), "-c", configuration.toString(), "-g", "daemon off;");
        nginx = RunningProgram.start(folder, command, Map.of());
        nginx.awaitPort(port);
    }

    @AfterAll
    void end() {
        nginx.close();
        server.close();
    }

    private String configuration(int upstream) throws IOException {
        String ours = Files.readString(Path.of("server-config/nginx/stowage.conf"))
                .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + upstream);
        return """
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    access_log access.log;
                    gzip on;
                    gzip_types *;
                    server {
                        listen 127.0.0.1:PORT;
                        OURS
                    }
                }
                """.replace("PORT", Integer.toString(port)).replace("OURS", ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain.jpg", "très cool.jpg", "a+b;c=d&e%20%2F#?☃😀.txt", "%2e%2e", "O'Hara (1)!~*,:@$&=.png"})
    void nameReachesStowageAsItWasSent(String name) throws Exception {
        String path = Signed.freshPath(name);
        assertThat(put(path, DeployedWar.content(1_000, 1)).status()).isEqualTo(201);
        assertThat(exchange("GET", Signed.escaped(path)).body()).isEqualTo(DeployedWar.content(1_000, 1));
    }

    @Test
    void fileMayBeLargerThanNginxLikes() throws Exception {
        String path = Signed.freshPath("large.bin");
        byte[] content = DeployedWar.content(20 << 20, 2);
        assertThat(put(path, content).status()).isEqualTo(201);
        assertThat(exchange("GET", path).body()).isEqualTo(content);
    }

    @Test
    void textIsNotCompressedOnTheWay() throws Exception {
        String path = Signed.freshPath("long.txt");
        assertThat(put(path, "romeo ".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .status())
                .isEqualTo(201);
        Answer head = exchange("HEAD", path, "Accept-Encoding: gzip");
        assertThat(head.header("Content-Length")).hasValue("60000");
        assertThat(exchange("GET", path, "Accept-Encoding: gzip").body()).hasSize(60_000);
    }

    @Test
    void refusalArrivesBeforeTheBodyIsSent() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send("PUT", "/upload/a/b?v=00", "Content-Length: 50000000");
            assertThat(http.answer("PUT").text())
                    .isEqualTo("The token does not allow this upload: its path, size or type is another one.\n");
        }
    }

    @Test
    void rangesAndConditionsPass() throws Exception {
        String path = Signed.freshPath("film.mp4");
        assertThat(put(path, DeployedWar.content(10_000, 3)).status()).isEqualTo(201);
        Answer answer = exchange("GET", path, "Range: bytes=9000-");
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).hasValue("bytes 9000-9999/10000");
        String tag = answer.header("ETag").orElseThrow();
        assertThat(exchange("GET", path, "If-None-Match: " + tag).status()).isEqualTo(304);
    }

    @Test
    void tokensAreInNoLogOfNginx() throws Exception {
        String path = Signed.freshPath("logged.bin");
        assertThat(put(path, new byte[10]).status()).isEqualTo(201);
        String token = Signed.mac(path + " 10");
        assertThat(nginx.output()).doesNotContain(token);
        assertThat(server.log()).doesNotContain(token).contains(path);
    }

    private Answer put(String path, byte[] content) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.send("PUT", "/upload/" + Signed.v1(path, content.length), "Content-Length: " + content.length);
            http.send(content);
            return http.answer("PUT");
        }
    }

    private Answer exchange(String method, String path, String... headers) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return http.exchange(method, "/upload/" + path, headers);
        }
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.it.RawHttp;
import org.stowage.program.InstalledProgram;
import org.stowage.program.NeedsProgram;
import org.stowage.program.RunningProgram;

/** nginx with {@code server-config/nginx/stowage.conf}. */
@NeedsProgram(
        value = {NginxIT.PROGRAM, ProxyContract.CURL},
        packages = NginxIT.PACKAGES + " curl")
final class NginxIT extends ProxyContract {

    static final String PROGRAM = "nginx";
    static final String PACKAGES = "nginx-light";

    @Override
    RunningProgram start(Path folder, int port, int upstream) throws IOException {
        String ours = recipe(
                "nginx/stowage.conf",
                Map.of(
                        "listen 443 ", "listen 127.0.0.1:" + port + " ",
                        "    listen [::]:443 ssl http2;\n", "",
                        "upload.example.org;", Front.HOST + " " + ProxiedServers.CAPULET + ";",
                        "/etc/ssl/upload.example.org/fullchain.pem", "cert.pem",
                        "/etc/ssl/upload.example.org/privkey.pem", "key.pem",
                        "/var/log/nginx/", "",
                        "http://127.0.0.1:8080", "http://127.0.0.1:" + upstream));
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    gzip on;
                    gzip_types *;
                    OURS
                }
                """.replace("OURS", ours));
        return RunningProgram.start(
                folder,
                List.of(
                        new InstalledProgram(PROGRAM, PACKAGES).path().toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString(),
                        "-g",
                        "daemon off;"),
                Map.of());
    }

    /** Of the proxies here only this one hands it on so early. */
    @ParameterizedTest
    @MethodSource("fronts")
    void refusalArrivesBeforeTheBodyIsSent(Front front) throws Exception {
        try (RawHttp http = front.connect()) {
            http.sendTo(Front.HOST, "PUT", "/upload/a/b?v=00", "Content-Length: 1000000");
            http.send(new byte[100_000]);
            assertThat(http.answer("PUT").text())
                    .isEqualTo("The token does not allow this upload: its path, size or type is another one.\n");
        }
    }
}

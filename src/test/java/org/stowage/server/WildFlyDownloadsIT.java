package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.stowage.it.DeployedWar;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;

/** The ways of WildFly: before the servlet, and in it with TLS and HTTP/2. */
final class WildFlyDownloadsIT extends DownloadWaysContract {

    private final WildFlyFolder folder;

    WildFlyDownloadsIT() throws Exception {
        this.folder = WildFlyFolder.configured();
    }

    @Override
    ServerFolder prepare() {
        return folder;
    }

    @Override
    Path store() {
        return folder.path().resolve("data/stowage");
    }

    @Override
    List<Way> ways() {
        return List.of(
                new Way("sendfile", () -> plain(folder.port())), new Way("TLS", () -> Tls.connect(folder.httpsPort())));
    }

    @Override
    String words() {
        return "sent by Undertow's sendfile on HTTP/1 without TLS, else copied";
    }

    @Test
    void http2TakesManyUploadsOnOneConnection() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(Tls.trustingAnybody()).build();
        List<String> paths = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte[] content = DeployedWar.content(3_000_000 + i, i);
            paths.add(Signed.freshPath("h2.bin"));
            URI uri = URI.create(
                    "https://localhost:" + folder.httpsPort() + "/upload/" + Signed.v1(paths.get(i), content.length));
            HttpRequest put = HttpRequest.newBuilder(uri)
                    .PUT(BodyPublishers.ofByteArray(content))
                    .build();
            answers.add(client.sendAsync(put, BodyHandlers.ofString()));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(answers.get(i).get().statusCode()).isEqualTo(201);
            try (RawHttp http = new RawHttp(port())) {
                assertThat(http.exchange("GET", "/upload/" + paths.get(i)).body())
                        .isEqualTo(DeployedWar.content(3_000_000 + i, i));
            }
        }
    }

    @Test
    void http2GivesTheSameBytes() throws Exception {
        byte[] content = DeployedWar.content(3_000_000, 5);
        String path = Signed.freshPath("h2.bin");
        try (RawHttp http = new RawHttp(port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, content.length), "Content-Length: " + content.length);
            http.send(content);
            assertThat(http.answer("PUT").status()).isEqualTo(201);
        }
        HttpClient client =
                HttpClient.newBuilder().sslContext(Tls.trustingAnybody()).build();
        URI uri = URI.create("https://localhost:" + folder.httpsPort() + "/upload/" + path);
        HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        assertThat(answer.body()).isEqualTo(content);
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Flow.Publisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.DeployedWar;
import org.stowage.it.Signed;

/** What must be true of a server that speaks TLS and HTTP/2 itself, with the files for admins. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
abstract class Http2Contract {

    /** More than the max-post-size of WildFly as it comes. */
    static final int LARGE = 12 << 20;

    /** Who is of this machine is asked for a password, who is not is told nothing. */
    static final String LOGIN = "This is for administrators who log in.";

    static final String READY = "/upload/-/health/ready";

    private ServerProcess server;

    /** Starts the server with the secret of the tests. */
    abstract ServerProcess started() throws Exception;

    /** Returns the port of HTTPS. */
    abstract int port();

    /** Returns the folder of the store. */
    abstract Path store();

    @BeforeAll
    void start() throws Exception {
        server = started();
    }

    @AfterAll
    void end() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void largeFileGoesUpAndDown(Version version) throws Exception {
        HttpClient client = client(version);
        byte[] content = DeployedWar.content(LARGE, 1);
        String path = Signed.freshPath("large.bin");
        HttpResponse<byte[]> put = put(client, path, content);
        assertThat(put.statusCode()).isEqualTo(201);
        HttpResponse<byte[]> get = send(client, get(path));
        assertThat(Arrays.equals(get.body(), content)).isTrue();
        HttpResponse<byte[]> head = send(client, request(path).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(LARGE);
        HttpResponse<byte[]> range = send(client, get(path).header("Range", "bytes=1000000-1999999"));
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(Arrays.equals(range.body(), Arrays.copyOfRange(content, 1_000_000, 2_000_000)))
                .isTrue();
        assertThat(List.of(put.version(), get.version(), head.version(), range.version()))
                .containsOnly(version);
    }

    @ParameterizedTest
    @EnumSource
    void farClientIsServed(Version version) throws Exception {
        FarClient.isServed(port(), version);
    }

    @Test
    void uploadNeedNotWaitForTheServerAfterEach64KiB() throws Exception {
        FarClient.mayGoOnUnheard(port());
    }

    @Test
    void oneConnectionTakesAndGivesManyFilesAtOnce() throws Exception {
        HttpClient client = client(Version.HTTP_2);
        assertThat(send(client, get("warm/up")).statusCode()).isEqualTo(404);
        List<String> paths = new ArrayList<>();
        List<CompletableFuture<HttpResponse<byte[]>>> puts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] content = DeployedWar.content(1_000_000 + i, i);
            paths.add(Signed.freshPath("many.bin"));
            HttpRequest put = request(Signed.v1(paths.get(i), content.length))
                    .PUT(BodyPublishers.ofByteArray(content))
                    .build();
            puts.add(client.sendAsync(put, BodyHandlers.ofByteArray()));
        }
        for (CompletableFuture<HttpResponse<byte[]>> put : puts) {
            assertThat(put.get().statusCode()).isEqualTo(201);
        }
        List<CompletableFuture<HttpResponse<byte[]>>> gets = paths.stream()
                .map(path -> client.sendAsync(get(path).build(), BodyHandlers.ofByteArray()))
                .toList();
        for (int i = 0; i < 20; i++) {
            assertThat(Arrays.equals(gets.get(i).get().body(), DeployedWar.content(1_000_000 + i, i)))
                    .isTrue();
        }
    }

    @Test
    void refusalsAreThoseOfHttp1() throws Exception {
        HttpClient client = client(Version.HTTP_2);
        String path = Signed.freshPath("a.bin");
        assertThat(put(client, path, new byte[3]).statusCode()).isEqualTo(201);
        assertThat(put(client, path, new byte[3]).statusCode()).isEqualTo(409);
        HttpResponse<byte[]> forged = send(client, request("a/b?v=00").PUT(BodyPublishers.ofByteArray(new byte[3])));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(new String(forged.body(), StandardCharsets.UTF_8))
                .startsWith("The token does not allow this upload");
        BodyPublisher withoutLength = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[3]));
        assertThat(send(client, request(Signed.v1(Signed.freshPath("b.bin"), 3)).PUT(withoutLength))
                        .statusCode())
                .isEqualTo(411);
        assertThat(send(client, get("a/b")).statusCode()).isEqualTo(404);
        assertThat(send(client, request("a/b").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
    }

    /** A server may put its own name in its place: that is not what the client asked for. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "upload.example.org"})
    void hostThatIsNotSaidIsNotThisMachine(@Nullable String authority) throws Exception {
        assertThat(Http2Wire.get(port(), READY, Optional.ofNullable(authority))).doesNotContain(LOGIN, "checks");
        assertThat(Http2Wire.get(port(), "/upload/-/health/live", Optional.of("localhost")))
                .isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
    }

    @Test
    void brokenOffUploadLeavesNothingAndTheConnectionGoesOn() throws Exception {
        HttpClient client = client(Version.HTTP_2);
        String path = Signed.freshPath("a.bin");
        PartialFiles partial = new PartialFiles(store());
        CompletableFuture<HttpResponse<byte[]>> upload = stalledUpload(client, path, 5000);
        partial.await(1);
        upload.cancel(true);
        partial.await(0);
        assertThat(send(client, get(path)).statusCode()).isEqualTo(404);
        assertThat(put(client, path, new byte[5000]).statusCode()).isEqualTo(201);
    }

    private CompletableFuture<HttpResponse<byte[]>> stalledUpload(HttpClient client, String path, int size) {
        BodyPublisher body = BodyPublishers.fromPublisher(new Stalling(), size);
        return client.sendAsync(request(Signed.v1(path, size)).PUT(body).build(), BodyHandlers.ofByteArray());
    }

    /** Gives ten bytes and no more. */
    private static final class Stalling implements Publisher<ByteBuffer> {
        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                private boolean given;

                @Override
                public void request(long number) {
                    if (!given) {
                        given = true;
                        subscriber.onNext(ByteBuffer.allocate(10));
                    }
                }

                @Override
                public void cancel() {}
            });
        }
    }

    /** Returns a client with connections of its own. */
    static HttpClient client(Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(Tls.trustingAnybody())
                .build();
    }

    HttpResponse<byte[]> put(HttpClient client, String path, byte[] content) throws IOException, InterruptedException {
        return send(client, request(Signed.v1(path, content.length)).PUT(BodyPublishers.ofByteArray(content)));
    }

    private static HttpResponse<byte[]> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/upload/" + target))
                .timeout(Duration.ofMinutes(1));
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.stowage.it.DeployedWar;
import org.stowage.it.Signed;
import org.stowage.link.Relay;

/** A client a round trip away from a port that speaks TLS. */
final class FarClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What a stream of HTTP/2 may send at first, three times: who has sent that has heard from the server. */
    private static final long BEGINNING = 200_000;

    /** Six times what a stream may send as servers come. */
    private static final long UNHEARD = 400_000;

    private static final int ATTEMPTS = 12;

    private final Relay relay;
    private final HttpClient client;

    FarClient(int port, Duration roundTrip, Version version) throws IOException {
        this.relay = Relay.to(port, roundTrip);
        this.client = HttpClient.newBuilder()
                .version(version)
                .sslContext(Tls.trustingAnybody())
                .build();
    }

    /** Uploads, downloads, and is refused. */
    static void isServed(int port, Version version) throws Exception {
        try (FarClient far = new FarClient(port, Duration.ofMillis(80), version)) {
            byte[] content = DeployedWar.content(3_000_000, 5);
            String path = Signed.freshPath("far.bin");
            HttpResponse<byte[]> put =
                    far.put(Signed.v1(path, content.length), content).get(60, TimeUnit.SECONDS);
            assertThat(put.statusCode()).isEqualTo(201);
            HttpResponse<byte[]> get = far.client.send(far.request(path).build(), BodyHandlers.ofByteArray());
            assertThat(Arrays.equals(get.body(), content)).isTrue();
            HttpResponse<byte[]> again =
                    far.put(Signed.v1(path, 1000), new byte[1000]).get(60, TimeUnit.SECONDS);
            assertThat(again.statusCode()).isEqualTo(409);
            HttpResponse<byte[]> forged = far.put("a/b?v=00", new byte[1000]).get(60, TimeUnit.SECONDS);
            assertThat(forged.statusCode()).isEqualTo(403);
            assertThat(List.of(put.version(), get.version(), again.version(), forged.version()))
                    .containsOnly(version);
        }
    }

    /**
     * In the middle of an upload by HTTP/2 the client may send much more than 64 KiB while it hears nothing. It has sent all that
     * it may at some moments, so there are several attempts: with a window of 64 KiB none can succeed.
     */
    static void mayGoOnUnheard(int port) throws Exception {
        boolean gone = false;
        for (int attempt = 0; attempt < ATTEMPTS && !gone; attempt++) {
            gone = goesOnUnheard(port);
        }
        assertThat(gone)
                .as("%d bytes come while the server's words are held back", UNHEARD)
                .isTrue();
    }

    private static boolean goesOnUnheard(int port) throws Exception {
        try (FarClient far = new FarClient(port, Duration.ofMillis(20), Version.HTTP_2)) {
            byte[] content = DeployedWar.content(8 << 20, 6);
            CompletableFuture<HttpResponse<byte[]>> put =
                    far.put(Signed.v1(Signed.freshPath("far.bin"), content.length), content);
            assertThat(far.relay.watch().awaitSent(BEGINNING, PATIENCE)).isTrue();
            boolean gone = far.relay.watch().clientsSendUnheard(UNHEARD, Duration.ofSeconds(3));
            assertThat(put.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            return gone;
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> put(String target, byte[] content) {
        return client.sendAsync(
                request(target).PUT(BodyPublishers.ofByteArray(content)).build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + relay.port() + "/upload/" + target))
                .timeout(PATIENCE);
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}

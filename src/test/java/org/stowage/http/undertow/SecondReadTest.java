package org.stowage.http.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.server.Tls;
import org.xnio.channels.StreamSourceChannel;

/** A body of three TLS records, all of them in the socket before the first is read. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SecondReadTest {

    /** What the client has written needs a moment to the server's socket. */
    private static final int UNDER_WAY_MILLIS = 300;

    private static final int BODY = 3 * 16_384;

    private final CountDownLatch sent = new CountDownLatch(1);
    private final CompletableFuture<Integer> bytesBeforeNothing = new CompletableFuture<>();
    private boolean readsTwice;
    private Undertow server;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server = Undertow.builder()
                .addHttpsListener(0, "127.0.0.1", Tls.server(Tls.keyStore(folder.resolve("keys.p12"))))
                .setHandler(this::handle)
                .build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void handle(HttpServerExchange exchange) throws ReflectiveOperationException {
        if (readsTwice) {
            SecondRead.find().apply(exchange);
        }
        exchange.dispatch(() -> {
            try {
                sent.await();
                Thread.sleep(UNDER_WAY_MILLIS);
                bytesBeforeNothing.complete(readUntilNothing(exchange.getRequestChannel()));
            } catch (Throwable e) {
                bytesBeforeNothing.completeExceptionally(e);
            }
        });
    }

    private static int readUntilNothing(StreamSourceChannel body) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BODY);
        int sum = 0;
        int read = body.read(bytes);
        while (read > 0) {
            sum += read;
            read = body.read(bytes.clear());
        }
        return sum;
    }

    @Test
    void allThatHasArrivedIsRead() throws Exception {
        readsTwice = true;
        assertThat(bytesOf("PUT")).isEqualTo(BODY);
    }

    /** If this fails, Undertow has changed and {@link SecondRead} may go. */
    @Test
    void undertowAloneReturnsNothingInTheMiddle() throws Exception {
        assertThat(bytesOf("PUT")).isPositive().isLessThan(BODY);
    }

    @Test
    void otherRequestsAreLeftAlone() throws Exception {
        readsTwice = true;
        assertThat(bytesOf("POST")).isLessThan(BODY);
    }

    private int bytesOf(String method) throws Exception {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        try (Socket client = Tls.connect(address.getPort())) {
            OutputStream out = client.getOutputStream();
            out.write((method + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + BODY + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[BODY]);
            sent.countDown();
            return bytesBeforeNothing.get(30, TimeUnit.SECONDS);
        }
    }
}

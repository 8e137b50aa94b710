package org.stowage.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link of the tests is as they believe. */
@Timeout(60)
final class RelayTest {

    private static final Duration ROUND_TRIP = Duration.ofMillis(200);

    private ServerSocket server;
    private Relay relay;
    private Socket near;
    private Socket far;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        relay = Relay.to(server.getLocalPort(), ROUND_TRIP);
        near = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        far = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        near.close();
        far.close();
        relay.close();
        server.close();
    }

    @Test
    void aWordAndItsAnswerTakeARoundTrip() throws Exception {
        long begin = System.nanoTime();
        near.getOutputStream().write('?');
        far.getOutputStream().write(far.getInputStream().read() + 1);
        assertThat(near.getInputStream().read()).isEqualTo('?' + 1);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(ROUND_TRIP);
    }

    /** No step by step: a thousand words, each a tenth of a millisecond after the other, are not a thousand round trips. */
    @Test
    void manyWordsAreUnderWayAtOnce() throws Exception {
        byte[] words = new byte[1000];
        for (byte word : words) {
            near.getOutputStream().write(word);
        }
        assertThat(relay.watch().awaitSent(words.length, ROUND_TRIP.multipliedBy(100)))
                .isTrue();
        assertThat(far.getInputStream().readNBytes(words.length)).hasSize(words.length);
    }

    @Test
    void bytesArriveUnchangedAndThenTheirEnd() throws Exception {
        byte[] bytes = new byte[20_000_000];
        new Random(1).nextBytes(bytes);
        DelayLine.inBackground("sender", () -> {
            try {
                near.getOutputStream().write(bytes);
                near.shutdownOutput();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(Arrays.equals(far.getInputStream().readAllBytes(), bytes)).isTrue();
        far.getOutputStream().write('!');
        assertThat(near.getInputStream().read()).isEqualTo('!');
    }

    @Test
    void whoIsNotReadHasToWait() throws Exception {
        byte[] bytes = new byte[64 << 20];
        Thread sender = new Thread(() -> {
            try {
                near.getOutputStream().write(bytes);
            } catch (IOException closed) {
                // at the end of the test
            }
        });
        sender.start();
        sender.join(2000);
        assertThat(sender.isAlive()).as("64 MiB are nowhere").isTrue();
    }

    @Test
    void resetArrivesAsAReset() {
        DelayLine.reset(near);
        assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void clientHearsNothingUntilItHasSentSoMuch() throws Exception {
        far.getOutputStream().write('!');
        assertThat(relay.watch().clientsSendUnheard(10, ROUND_TRIP.multipliedBy(2)))
                .isFalse();
        assertThat(near.getInputStream().read()).isEqualTo('!');
        DelayLine.inBackground("sender", () -> {
            try {
                while (true) {
                    near.getOutputStream().write(new byte[100]);
                    Thread.sleep(1);
                }
            } catch (IOException | InterruptedException closed) {
                // at the end of the test
            }
        });
        assertThat(relay.watch().clientsSendUnheard(1000, ROUND_TRIP.multipliedBy(50)))
                .isTrue();
    }
}

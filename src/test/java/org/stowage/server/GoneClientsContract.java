package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.management.RetentionMXBean;
import org.stowage.management.metrics.UploadsMXBean;
import org.stowage.server.LeavingClient.Protocol;
import org.stowage.server.LeavingClient.Way;

/** No upload outlives its connection or its stream, however its client goes away. */
abstract class GoneClientsContract extends StalledClientsContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Returns the port with TLS or without; both speak HTTP/2. */
    abstract int port(boolean tls);

    static Stream<Arguments> waysToGo() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Way.values())
                        .filter(way -> way.existsIn(protocol))
                        .map(way -> Arguments.of(protocol, way)));
    }

    @ParameterizedTest
    @MethodSource("waysToGo")
    void clientThatGoesAwayLeavesNothing(Protocol protocol, Way way) throws Exception {
        int uploads = protocol.hasStreams() ? 3 : 1;
        PartialFiles partial = new PartialFiles(store());
        OpenFiles open = new OpenFiles(server(), store().resolve("partial"));
        open.await(1); // the lock of the folder
        try (RunningBean<UploadsMXBean> figures = RunningBean.of(server(), "Uploads", UploadsMXBean.class);
                RunningBean<RetentionMXBean> room = RunningBean.of(server(), "Retention", RetentionMXBean.class);
                LeavingClient client = connected(protocol)) {
            long before = figures.proxy().getUploadsBrokenOff();
            long received = figures.proxy().getBytesReceived();
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < uploads; i++) {
                paths.add(client.upload());
            }
            await(received + 10L * uploads, figures.proxy()::getBytesReceived);
            client.leave(way);
            awaitNoPartialFiles(partial, way == Way.STALL_AND_PING ? client::ping : () -> {});
            open.await(1);
            await(0, figures.proxy()::getUploadsInProgress);
            await(0, room.proxy()::getReservedBytes);
            await(before + uploads, figures.proxy()::getUploadsBrokenOff);
            assertThat(paths)
                    .allSatisfy(path -> assertThat(server().log())
                            .containsOnlyOnce("PUT broken-off key=" + path + " length=1000 received="));
        }
    }

    /** A server that has just started may take longer for its first handshake than its timeouts here allow. */
    LeavingClient connected(Protocol protocol) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return new LeavingClient(protocol, this::port);
            } catch (SSLException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static void awaitNoPartialFiles(PartialFiles partial, Runnable meanwhile) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!partial.become(0, Duration.ofMillis(500)) && System.nanoTime() < end) {
            meanwhile.run();
        }
        partial.await(0);
    }

    static void await(long number, LongSupplier count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count.getAsLong() != number && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(count.getAsLong()).isEqualTo(number);
    }
}

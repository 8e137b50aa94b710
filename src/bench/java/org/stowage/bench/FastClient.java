package org.stowage.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A client that comes with a new connection for each request, by turns a HEAD and a PUT of 10 KiB. */
final class FastClient {

    private static final int SIZE = 10 << 10;

    private final InetSocketAddress server;
    private final Signer signer = new Signer();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final Latencies heads = new Latencies();
    private final Latencies puts = new Latencies();
    private long faults;
    private String firstFault = "";

    FastClient(InetSocketAddress server) {
        this.server = server;
    }

    /** Asks for this long. */
    FastClient run(Duration duration) {
        String run = Runs.next();
        long start = System.nanoTime();
        for (long number = 0; System.nanoTime() - start < duration.toNanos(); number++) {
            Sample sample = Sample.of(run, number, SIZE);
            ask(Request.put(sample), puts);
            ask(Request.head(sample), heads);
        }
        return this;
    }

    Latencies heads() {
        return heads;
    }

    Latencies puts() {
        return puts;
    }

    long faults() {
        return faults;
    }

    String firstFault() {
        return firstFault;
    }

    private void ask(Request request, Latencies latencies) {
        long start = System.nanoTime();
        try (Connection connection = Connection.open(server, Clients.next(), 0)) {
            connection.begin(request, signer, false);
            boolean answered = false;
            while (!answered) {
                answered = connection.send(SIZE) && connection.receive(buffer);
            }
            latencies.record(System.nanoTime() - start);
        } catch (IOException e) {
            faults++;
            firstFault = firstFault.isEmpty() ? e.toString() : firstFault;
        }
    }
}

package org.stowage.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Slow clients, all in flight at once: each sends or takes 4 KiB a second until it is told to hurry, then it ends at full
 * speed.
 */
final class Trickle implements Callable<Outcome> {

    static final int BYTES_PER_SECOND = 4096;
    private static final int CONNECTS_PER_SECOND = 2000;
    private static final long SECOND = 1_000_000_000;
    private static final long PATIENCE = 180 * SECOND;
    private static final int SMALL_WINDOW = 4096;

    private final InetSocketAddress server;
    private final List<Request> requests;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<Connection> connections = new ArrayList<>();
    private final Outcome outcome = new Outcome();
    private final ByteBuffer sip = ByteBuffer.allocateDirect(BYTES_PER_SECOND);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 17);
    private final Signer signer = new Signer();
    private volatile boolean hurry;
    private volatile long late;

    Trickle(InetSocketAddress server, List<Request> requests) {
        this.server = server;
        this.requests = requests;
    }

    /** How long it takes until all of so many are in flight. */
    static Duration beginning(int clients) {
        return Duration.ofSeconds(1 + (clients + CONNECTS_PER_SECOND - 1) / CONNECTS_PER_SECOND);
    }

    /** Waits until all are in flight. */
    void awaitBegun() throws InterruptedException {
        if (!begun.await(PATIENCE, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("the server does not take the connections");
        }
    }

    /** Lets all end. */
    void hurry() {
        hurry = true;
    }

    /** How far the generator was behind its own plan at worst, in milliseconds. */
    long lateMillis() {
        return late / 1_000_000;
    }

    @Override
    public Outcome call() throws IOException {
        try {
            begin();
            begun.countDown();
            hold();
            finish();
        } finally {
            begun.countDown();
            connections.forEach(Connection::close);
        }
        return outcome;
    }

    private void begin() {
        long start = System.nanoTime();
        for (int i = 0; i < requests.size() && !hurry; i++) {
            awaitPlan(start + i * (SECOND / CONNECTS_PER_SECOND));
            open(requests.get(i));
        }
    }

    private void hold() {
        long start = System.nanoTime();
        for (long turn = 0; !hurry && !connections.isEmpty(); turn++) {
            awaitPlan(start + turn * SECOND / connections.size());
            sip((int) (turn % connections.size()));
        }
    }

    private void awaitPlan(long plan) {
        long ahead = plan - System.nanoTime();
        if (ahead > 0) {
            LockSupport.parkNanos(Math.max(ahead, SECOND / 1000));
        } else {
            late = Math.max(late, -ahead);
        }
    }

    private void open(Request request) {
        try {
            Connection connection = Connection.open(server, Clients.next(), request.upload() > 0 ? 0 : SMALL_WINDOW);
            connection.channel().configureBlocking(false);
            connection.begin(request, signer, true);
            connection.send(0);
            connections.add(connection);
        } catch (IOException e) {
            outcome.fault(e.toString());
        }
    }

    private void sip(int index) {
        Connection connection = connections.get(index);
        if (!connection.channel().isOpen()) {
            return;
        }
        try {
            if (connection.send(BYTES_PER_SECOND) && connection.receive(sip)) {
                outcome.fault("was done before it was told to hurry");
                connection.close();
            }
        } catch (IOException e) {
            outcome.fault(e.toString());
            connection.close();
        }
    }

    private void finish() throws IOException {
        long start = System.nanoTime();
        try (Selector selector = Selector.open()) {
            for (Connection connection : connections) {
                if (connection.channel().isOpen()) {
                    connection.channel().setOption(StandardSocketOptions.SO_RCVBUF, buffer.capacity());
                    connection.channel().register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, connection);
                }
            }
            while (!selector.keys().isEmpty() && System.nanoTime() - start < PATIENCE) {
                selector.select(this::ready, 100);
            }
        }
        connections.stream().filter(one -> one.channel().isOpen()).forEach(one -> outcome.fault("not done in time"));
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable() && connection.send(buffer.capacity())) {
                key.interestOps(SelectionKey.OP_READ);
            }
            if (key.isReadable() && connection.receive(buffer)) {
                outcome.done(connection.request(), connection.age());
                connection.close();
            }
        } catch (IOException e) {
            outcome.fault(e.toString());
            connection.close();
        }
    }
}

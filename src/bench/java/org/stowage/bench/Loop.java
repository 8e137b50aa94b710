package org.stowage.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One thread with its share of the connections, each of which asks again as soon as it is answered. */
final class Loop implements Callable<Outcome> {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int PATIENCE_MILLIS = 100;
    private static final int MOST_FAULTS = 20;

    private final Load load;
    private final int connections;
    private final Outcome outcome = new Outcome();
    private final Signer signer = new Signer();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private int active;

    Loop(Load load, int connections) {
        this.load = load;
        this.connections = connections;
    }

    @Override
    public Outcome call() throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                next(selector, null);
            }
            while (active > 0 && !load.overdue()) {
                selector.select(this::ready, PATIENCE_MILLIS);
            }
            for (SelectionKey key : selector.keys()) {
                ((Connection) key.attachment()).close();
            }
        }
        if (active > 0) {
            outcome.fault(active + " requests not answered in time");
        }
        return outcome;
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable() && connection.send(BUFFER_BYTES)) {
                key.interestOps(SelectionKey.OP_READ);
            }
            if (key.isReadable() && connection.receive(buffer)) {
                outcome.done(connection.request(), connection.age());
                active--;
                next(key.selector(), connection);
            }
        } catch (IOException e) {
            connection.close();
            active--;
            outcome.fault(e.toString());
            next(key.selector(), null);
        }
    }

    /** Goes on with this connection, or with a new one if there is none. */
    private void next(Selector selector, @Nullable Connection used) {
        Request request = load.over() || outcome.faults() > MOST_FAULTS
                ? null
                : load.workload().next();
        if (used != null && (request == null || used.closing())) {
            used.close();
        }
        if (request == null) {
            return;
        }
        try {
            begin(used != null && !used.closing() ? used : open(selector), request, selector);
            active++;
        } catch (IOException e) {
            outcome.fault(e.toString());
        }
    }

    private Connection open(Selector selector) throws IOException {
        Connection connection = Connection.open(load.server(), Clients.next(), 0);
        connection.channel().configureBlocking(false).register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    private void begin(Connection connection, Request request, Selector selector) throws IOException {
        connection.begin(request, signer, true);
        if (!connection.send(BUFFER_BYTES)) {
            connection.channel().keyFor(selector).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }
}

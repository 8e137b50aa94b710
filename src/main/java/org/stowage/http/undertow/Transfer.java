package org.stowage.http.undertow;

import io.undertow.channels.DetachableStreamSinkChannel;
import io.undertow.server.HttpServerExchange;
import java.io.EOFException;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.http.ByteRange;
import org.stowage.http.Meter;
import org.stowage.http.TransferEntry;
import org.stowage.storage.FileKey;

/**
 * Sends a range of a file over a connection: its beginning together with the header fields, then the rest. While the client accepts nothing, it holds neither a thread nor a buffer.
 */
final class Transfer {

    /** Bytes to send before other connections get their turn. */
    private static final long TURN = 2L << 20;

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private final HttpServerExchange exchange;
    private final TransferSource source;
    private final ByteRange stretch;
    private final Meter meter;
    private final long end;
    private final TransferEntry entry;
    private volatile long position;

    Transfer(HttpServerExchange exchange, TransferSource source, ByteRange stretch, Meter meter, TransferEntry entry) {
        this.exchange = exchange;
        this.source = source;
        this.stretch = stretch;
        this.meter = meter;
        this.entry = entry;
        this.position = stretch.first();
        this.end = stretch.last() + 1;
    }

    /** Closes the file and counts the download when the exchange is over. Undertow always reports this end. */
    void endWithExchange() {
        exchange.addExchangeCompleteListener((over, next) -> {
            try {
                end();
            } finally {
                next.proceed();
            }
        });
    }

    private void end() {
        entry.remove();
        try {
            source.close();
        } finally {
            count();
        }
    }

    /**
     * Sends as much as the connection accepts now. The rest follows in turns on the connection's I/O thread; then the
     * download is listed among the transfers under way, where an admin may end it.
     *
     * @param key of the file
     * @param address of the client; null if it is not shown
     */
    void start(Writability writability, FileKey key, @Nullable String address) {
        DetachableStreamSinkChannel client = (DetachableStreamSinkChannel) exchange.getResponseChannel();
        if (!turn(client)) {
            entry.add(new TransferEntry.ShownTransfer(
                    false,
                    key,
                    null,
                    address,
                    stretch.length(),
                    () -> position - stretch.first(),
                    this::closeConnection));
            writability.await(client, () -> turn(client));
        }
    }

    private void count() {
        if (position == end) {
            meter.delivered();
        } else {
            meter.downloadBrokenOff();
        }
    }

    /** Takes a turn; returns whether it was the last one. */
    private boolean turn(DetachableStreamSinkChannel client) {
        try {
            if (position == stretch.first()) {
                advance(source.begin(exchange, client, stretch));
            }
            if (position > stretch.first() && position < end) {
                advance(source.goOn(client, position, Math.min(TURN, end - position)));
            }
            if (position < end) {
                return false;
            }
            client.suspendWrites();
        } catch (IOException e) {
            abort(e instanceof EOFException ? Level.WARNING : Level.FINE, e);
        } catch (Throwable e) {
            abort(Level.SEVERE, e);
        }
        exchange.endExchange();
        return true;
    }

    private void advance(long sent) {
        long next = position + sent;
        position = next;
        meter.sent(sent);
    }

    /** Closes the connection even if logging fails; this ends the exchange. */
    private void abort(Level level, Throwable cause) {
        try {
            LOG.log(level, "A download is broken off: " + cause, cause instanceof IOException ? null : cause);
        } finally {
            closeConnection();
        }
    }

    private void closeConnection() {
        try {
            exchange.getConnection().close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "The connection of a broken-off download could not be closed.", e);
        }
    }
}

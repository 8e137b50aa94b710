package org.stowage.http.undertow;

import io.undertow.channels.DetachableStreamSinkChannel;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.http.ByteRange;
import org.stowage.http.Meter;

/**
 * Sends a range of a file over a connection: its beginning together with the header fields, the rest by
 * {@code sendfile(2)}. While the client accepts nothing, it holds neither a thread nor a buffer.
 */
final class Transfer {

    /** Bytes to send before other connections get their turn. */
    private static final long TURN = 2L << 20;

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private final HttpServerExchange exchange;
    private final FileChannel file;
    private final ByteRange stretch;
    private final Meter meter;
    private final long end;
    private long position;

    Transfer(HttpServerExchange exchange, FileChannel file, ByteRange stretch, Meter meter) {
        this.exchange = exchange;
        this.file = file;
        this.stretch = stretch;
        this.meter = meter;
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
        try {
            closeFile();
        } finally {
            count();
        }
    }

    /** Sends as much as the connection accepts now. The rest follows in turns on the connection's I/O thread. */
    void start(Writability writability) {
        DetachableStreamSinkChannel client = (DetachableStreamSinkChannel) exchange.getResponseChannel();
        if (!turn(client)) {
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
                advance(sendBeginning(client));
            }
            if (position > stretch.first() && position < end) {
                advance(sendOn(client));
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
        position += sent;
        meter.sent(sent);
    }

    /**
     * The beginning is not sent by {@code transferFrom}: until the header fields are sent, Undertow transfers other
     * bytes than it is asked for.
     */
    private long sendBeginning(DetachableStreamSinkChannel client) throws IOException {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer bytes = pooled.getBuffer();
            bytes.limit((int) Math.min(bytes.capacity(), stretch.length()));
            while (bytes.hasRemaining()) {
                if (file.read(bytes, position + bytes.position()) < 0) {
                    throw tooShort();
                }
            }
            return client.write(bytes.flip());
        }
    }

    private long sendOn(DetachableStreamSinkChannel client) throws IOException {
        long sent = client.transferFrom(file, position, Math.min(TURN, end - position));
        if (sent == 0 && file.size() <= position) {
            throw tooShort();
        }
        return sent;
    }

    private EOFException tooShort() throws IOException {
        return new EOFException("a stored file has only " + file.size() + " bytes, fewer than when it was looked up");
    }

    private void closeFile() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "A file that was read could not be closed.", e);
        }
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

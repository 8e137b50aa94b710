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
 * One stretch of a file on its way into a connection: its beginning together with the header fields, the rest by
 * {@code sendfile(2)}. While the client takes nothing it holds neither a thread nor a buffer.
 */
final class Transfer {

    /** After so many bytes others have their turn. */
    private static final long TURN = 2L << 20;

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private final HttpServerExchange exchange;
    private final FileChannel file;
    private final ByteRange stretch;
    private final Meter meter;
    private final long end;
    private long position;

    /** Nothing is sent yet. */
    Transfer(HttpServerExchange exchange, FileChannel file, ByteRange stretch, Meter meter) {
        this.exchange = exchange;
        this.file = file;
        this.stretch = stretch;
        this.meter = meter;
        this.position = stretch.first();
        this.end = stretch.last() + 1;
    }

    /** Has the file closed and the download counted when the exchange is over, of which Undertow always tells. */
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

    /** Sends what the connection takes now; the rest follows, turn by turn, on its I/O thread. */
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

    /** Returns whether it was the last one. */
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

    /** Undertow's {@code transferFrom} takes other bytes than it is asked for until the header fields are out. */
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

    /** The connection is closed although the log may fail: then the exchange ends with it. */
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
            LOG.log(Level.FINE, "It could not even be closed.", e);
        }
    }
}

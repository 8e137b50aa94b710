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

/**
 * An open file. Its beginning is read, the rest is sent by {@code sendfile(2)}.
 *
 * @param file closed at the end
 */
record FileSource(FileChannel file) implements TransferSource {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    /**
     * The beginning is not sent by {@code transferFrom}: until the header fields are sent, Undertow transfers other
     * bytes than it is asked for.
     */
    @Override
    public long begin(HttpServerExchange exchange, DetachableStreamSinkChannel client, ByteRange stretch)
            throws IOException {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer bytes = pooled.getBuffer();
            bytes.limit((int) Math.min(bytes.capacity(), stretch.length()));
            while (bytes.hasRemaining()) {
                if (file.read(bytes, stretch.first() + bytes.position()) < 0) {
                    throw tooShort();
                }
            }
            return client.write(bytes.flip());
        }
    }

    @Override
    public long goOn(DetachableStreamSinkChannel client, long position, long length) throws IOException {
        long sent = client.transferFrom(file, position, length);
        if (sent == 0 && file.size() <= position) {
            throw tooShort();
        }
        return sent;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "A file that was read could not be closed.", e);
        }
    }

    private EOFException tooShort() throws IOException {
        return new EOFException("a stored file has only " + file.size() + " bytes, fewer than when it was looked up");
    }
}

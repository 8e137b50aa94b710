package org.stowage.http.undertow;

import io.undertow.channels.DetachableStreamSinkChannel;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.stowage.http.ByteRange;
import org.stowage.storage.KeptFile;

/**
 * A small file in memory. Undertow writes header fields and content in one system call.
 *
 * @param kept the file
 */
record KeptSource(KeptFile kept) implements TransferSource {

    @Override
    public long begin(HttpServerExchange exchange, DetachableStreamSinkChannel client, ByteRange stretch)
            throws IOException {
        return goOn(client, stretch.first(), stretch.length());
    }

    @Override
    public long goOn(DetachableStreamSinkChannel client, long position, long length) throws IOException {
        return client.write(kept.slice(position, length));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

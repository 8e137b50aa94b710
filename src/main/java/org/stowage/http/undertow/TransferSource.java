package org.stowage.http.undertow;

import io.undertow.channels.DetachableStreamSinkChannel;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.stowage.http.ByteRange;

/** What a {@link Transfer} sends, without waiting for the client. */
interface TransferSource {

    /**
     * Sends some of the beginning of a range, together with the header fields.
     *
     * @return how many bytes of the range the connection has accepted
     */
    long begin(HttpServerExchange exchange, DetachableStreamSinkChannel client, ByteRange stretch) throws IOException;

    /**
     * Sends some more.
     *
     * @return how many bytes the connection has accepted
     */
    long goOn(DetachableStreamSinkChannel client, long position, long length) throws IOException;

    /** Releases what is held. */
    void close();
}

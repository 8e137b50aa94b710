package org.stowage.http.undertow;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Methods;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client send {@link #SIZE} bytes of an upload by HTTP/2 before it has to hear from the server (RFC 9113 §5.2). As it comes,
 * Undertow lets it send 64 KiB, so that an upload moves no more than that in a round trip. It holds 256 KiB of them at most, for
 * each connection, and reads no more until those were taken.
 */
final class UploadWindow {

    static final int SIZE = 4 << 20;

    /** What each connection begins with; a setting is about streams only (RFC 9113 §6.9.2). */
    private static final int OF_A_NEW_CONNECTION = 65_535;

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private final AttachmentKey<Boolean> opened = AttachmentKey.create(Boolean.class);
    private final Field stream;

    /**
     * Finds the way to the streams.
     *
     * @throws ReflectiveOperationException if this Undertow looks different inside
     */
    UploadWindow() throws ReflectiveOperationException {
        stream = Http2ServerConnection.class.getDeclaredField("requestChannel");
        stream.setAccessible(true);
    }

    /** Opens the windows of an upload's stream and, once, of its connection; nothing happens to other requests. */
    void open(HttpServerExchange exchange) {
        if (exchange.getConnection() instanceof Http2ServerConnection connection
                && exchange.getRequestMethod().equals(Methods.PUT)
                && !exchange.isRequestComplete()) {
            try {
                @Nullable Object body = stream.get(connection);
                if (body instanceof Http2StreamSourceChannel upload) {
                    open(connection, upload);
                }
            } catch (IOException | IllegalAccessException e) {
                LOG.log(Level.FINE, "The window of an upload stays as it is.", e);
            }
        }
    }

    /**
     * Undertow takes the size of its streams' windows for that of the connection's, too, and so never opens that of a connection
     * if the size is more than twice of what connections begin with: what is missing comes from here.
     */
    private void open(ServerConnection connection, Http2StreamSourceChannel upload) throws IOException {
        Http2Channel channel = upload.getHttp2Channel();
        int ofStreams = channel.getInitialReceiveWindowSize();
        int size = Math.max(SIZE, ofStreams);
        if (connection.getAttachment(opened) == null) {
            connection.putAttachment(opened, true);
            channel.sendUpdateWindowSize(0, size - OF_A_NEW_CONNECTION);
        }
        if (size > ofStreams) {
            channel.sendUpdateWindowSize(upload.getStreamId(), size - ofStreams);
        }
    }
}

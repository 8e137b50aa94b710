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
 * Enlarges the window of uploads by HTTP/2 to {@link #SIZE} bytes (RFC 9113 §5.2). By default Undertow's window is 64
 * KiB, so an upload sends no more than that in one round trip. Undertow buffers at most 256 KiB for each connection,
 * and reads no more until they are consumed.
 */
final class UploadWindow {

    static final int SIZE = 4 << 20;

    /** The initial window of each connection; the HTTP/2 setting applies to streams only (RFC 9113 §6.9.2). */
    private static final int OF_A_NEW_CONNECTION = 65_535;

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private final AttachmentKey<Boolean> opened = AttachmentKey.create(Boolean.class);
    private final Field stream;

    /**
     * Finds the private field that holds the stream of a request.
     *
     * @throws ReflectiveOperationException if this version of Undertow has no such field
     */
    UploadWindow() throws ReflectiveOperationException {
        stream = Http2ServerConnection.class.getDeclaredField("requestChannel");
        stream.setAccessible(true);
    }

    /** Enlarges the windows of an upload's stream and, once, of its connection; ignores other requests. */
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
                LOG.log(Level.FINE, "The window of an upload cannot be enlarged.", e);
            }
        }
    }

    /**
     * Undertow takes the stream window's size for that of the connection window, too. If the size is more than twice
     * the initial one, Undertow never enlarges the connection window; this method adds what is missing.
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

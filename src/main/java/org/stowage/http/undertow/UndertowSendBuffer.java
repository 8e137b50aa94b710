package org.stowage.http.undertow;

import io.undertow.server.ServerConnection;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.http.LocalPeers;

/**
 * The send buffer of a connection. WildFly warns of deployments that see XNIO, so its option is reached by Undertow's class
 * loader.
 */
final class UndertowSendBuffer {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private UndertowSendBuffer() {}

    /** Makes it small if the client is on this machine; leaves it as it is if that cannot be done. */
    static void limit(ServerConnection connection) {
        if (!(connection.getPeerAddress() instanceof InetSocketAddress peer) || !LocalPeers.isLocal(peer)) {
            return;
        }
        try {
            ClassLoader undertows = ServerConnection.class.getClassLoader();
            Class<?> option = Class.forName("org.xnio.Option", false, undertows);
            Object sendBuffer = Class.forName("org.xnio.Options", true, undertows)
                    .getField("SEND_BUFFER")
                    .get(null);
            ServerConnection.class
                    .getMethod("setOption", option, Object.class)
                    .invoke(connection, sendBuffer, LocalPeers.SEND_BUFFER_BYTES);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.FINE, "The send buffer stays as it is.", e);
        }
    }
}

package org.stowage.http.undertow;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Initialises classes of XNIO that open {@code /dev/null} at their first use, which is the first answer. If the server
 * has no free file descriptor at that moment, it cannot send any answer until it is restarted. So they are initialised
 * at the deployment.
 */
final class ServersClasses {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");
    private static final List<String> OPENING = List.of("org.xnio.conduits.Conduits", "org.xnio.channels.Channels");

    private ServersClasses() {}

    static void initialize() {
        ClassLoader undertow = HttpServerExchange.class.getClassLoader();
        for (String name : OPENING) {
            try {
                Class.forName(name, true, undertow);
            } catch (ClassNotFoundException | LinkageError e) {
                LOG.log(Level.FINE, e, () -> "This Undertow has no " + name);
            }
        }
    }
}

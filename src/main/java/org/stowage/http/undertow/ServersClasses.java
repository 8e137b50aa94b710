package org.stowage.http.undertow;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Classes of XNIO that open {@code /dev/null} when they are first used, which is with an answer. If the server is out of
 * descriptors then, no answer can be sent any more until it is started again: so they are initialized at the deployment.
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

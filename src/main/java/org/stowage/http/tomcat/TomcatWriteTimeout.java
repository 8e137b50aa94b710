package org.stowage.http.tomcat;

import jakarta.servlet.ServletRequest;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes the write timeout of a connection ten times its read timeout. Tomcat has one {@code connectionTimeout} for
 * both, and measures when the kernel accepts bytes: for a slow client the kernel accepts more than a mebibyte at once,
 * and then nothing until a third of its buffer is free again.
 */
final class TomcatWriteTimeout {

    private static final int FACTOR = 10;
    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private TomcatWriteTimeout() {}

    /**
     * Lengthens the write timeout of the request's connection; leaves it if this version of Tomcat has other internals.
     */
    static void lengthen(ServletRequest request) {
        try {
            Object connection = connectionOf(request);
            long timeout =
                    (Long) connection.getClass().getMethod("getReadTimeout").invoke(connection);
            if (timeout > 0) {
                connection.getClass().getMethod("setWriteTimeout", long.class).invoke(connection, FACTOR * timeout);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.FINE,
                    "The write timeout could not be lengthened: connectionTimeout applies to downloads, too.",
                    e);
        }
    }

    /** Gets the connector's request from the facade, then the Coyote request, its processor, and the socket wrapper. */
    private static Object connectionOf(ServletRequest facade) throws ReflectiveOperationException {
        Object request = field(facade, "request");
        Object coyote = request.getClass().getMethod("getCoyoteRequest").invoke(request);
        return field(field(coyote, "hook"), "socketWrapper");
    }

    private static Object field(Object target, String name) throws ReflectiveOperationException {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(target);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}

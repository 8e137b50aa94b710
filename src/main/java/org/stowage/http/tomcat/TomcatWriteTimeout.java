package org.stowage.http.tomcat;

import jakarta.servlet.ServletRequest;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives a client ten times as long to take something of a download as to send something of an upload. Tomcat has one
 * {@code connectionTimeout} for both, and counts what the kernel takes: of a slow client's download that is more than a mebibyte at
 * once, and then nothing until a third of the kernel's buffer is free again.
 */
final class TomcatWriteTimeout {

    private static final int FACTOR = 10;
    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private TomcatWriteTimeout() {}

    /** Lengthens it for the connection of a request, or leaves it if this Tomcat looks different inside. */
    static void lengthen(ServletRequest request) {
        try {
            Object connection = connectionOf(request);
            long timeout =
                    (Long) connection.getClass().getMethod("getReadTimeout").invoke(connection);
            if (timeout > 0) {
                connection.getClass().getMethod("setWriteTimeout", long.class).invoke(connection, FACTOR * timeout);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.FINE, "The connector's timeout counts for downloads, too.", e);
        }
    }

    /** The connector's request, the protocol's request in it, its processor, and the connection of that. */
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

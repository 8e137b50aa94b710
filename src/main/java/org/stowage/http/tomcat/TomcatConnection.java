package org.stowage.http.tomcat;

import jakarta.servlet.ServletResponse;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The connection of a response in Tomcat; with HTTP/2 its stream. */
public final class TomcatConnection {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private TomcatConnection() {}

    /**
     * Closes the connection at once. Leaves it open on another server, or if this version of Tomcat has other
     * internals.
     */
    public static void close(ServletResponse facade) {
        try {
            Field field = facade.getClass().getDeclaredField("response");
            field.setAccessible(true);
            Object response = field.get(facade);
            Object coyote = response.getClass().getMethod("getCoyoteResponse").invoke(response);
            Class<?> codes = Class.forName(
                    "org.apache.coyote.ActionCode", false, coyote.getClass().getClassLoader());
            Object closeNow = codes.getField("CLOSE_NOW").get(null);
            coyote.getClass().getMethod("action", codes, Object.class).invoke(coyote, closeNow, null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.FINE, "The connection stays open.", e);
        }
    }
}

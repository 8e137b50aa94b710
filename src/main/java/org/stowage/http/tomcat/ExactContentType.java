package org.stowage.http.tomcat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Field;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Puts a media type into Tomcat's own header table, where nobody rewrites it. */
public final class ExactContentType {

    private static final Logger LOG = Logger.getLogger("org.stowage.http.tomcat");
    private static final String FACADE = "org.apache.catalina.connector.ResponseFacade";

    private ExactContentType() {}

    /**
     * Makes the value of {@code Content-Type} exactly the given one; a response that is not Tomcat's stays as it is, and so
     * does one of a Tomcat that looks different inside.
     */
    public static void set(HttpServletResponse response, String type) {
        if (!response.getClass().getName().equals(FACADE)) {
            return;
        }
        String before = response.getContentType();
        try {
            Object headers = headersOf(response);
            response.setContentType(null);
            Object value = call(headers, "setValue", "Content-Type");
            call(value, "setString", type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            response.setContentType(before);
            LOG.log(Level.FINE, "This Tomcat rewrites media types.", e);
        }
    }

    /** The connector's response, the protocol's response in it, and the header fields in that. */
    private static Object headersOf(HttpServletResponse facade) throws ReflectiveOperationException {
        Field field = facade.getClass().getDeclaredField("response");
        field.setAccessible(true);
        Object response = field.get(facade);
        Object coyote = response.getClass().getMethod("getCoyoteResponse").invoke(response);
        return coyote.getClass().getMethod("getMimeHeaders").invoke(coyote);
    }

    private static Object call(Object target, String method, String argument) throws ReflectiveOperationException {
        return target.getClass().getMethod(method, String.class).invoke(target, argument);
    }
}

package org.stowage.http.tomcat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Field;

/** Sets a media type in Tomcat's own header table, where the value is not rewritten. */
public final class TomcatContentType {

    private static final String FACADE = "org.apache.catalina.connector.ResponseFacade";

    private TomcatContentType() {}

    /** Tells whether a response is Tomcat's. */
    public static boolean knows(HttpServletResponse response) {
        return response.getClass().getName().equals(FACADE);
    }

    /**
     * Sets the value of {@code Content-Type} byte for byte.
     *
     * @throws ReflectiveOperationException if this version of Tomcat has other internals; the value is unchanged then
     */
    public static void set(HttpServletResponse response, String type) throws ReflectiveOperationException {
        Object headers = headersOf(response);
        response.setContentType(null);
        Object value = call(headers, "setValue", "Content-Type");
        call(value, "setString", type);
    }

    /** Gets the connector's response from the facade, the Coyote response from that, and its header fields. */
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

package org.stowage.http.tomcat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Field;

/** Puts a media type into Tomcat's own header table, where it is not rewritten. */
public final class TomcatContentType {

    private static final String FACADE = "org.apache.catalina.connector.ResponseFacade";

    private TomcatContentType() {}

    /** Tells whether a response is Tomcat's. */
    public static boolean knows(HttpServletResponse response) {
        return response.getClass().getName().equals(FACADE);
    }

    /**
     * Makes the value of {@code Content-Type} exactly the given one.
     *
     * @throws ReflectiveOperationException if this Tomcat looks different inside; then nothing has changed
     */
    public static void set(HttpServletResponse response, String type) throws ReflectiveOperationException {
        Object headers = headersOf(response);
        response.setContentType(null);
        Object value = call(headers, "setValue", "Content-Type");
        call(value, "setString", type);
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

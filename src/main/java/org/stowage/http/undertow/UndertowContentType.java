package org.stowage.http.undertow;

import jakarta.servlet.http.HttpServletResponse;

/** Puts a media type into Undertow's own header table, where nobody rewrites it. */
public final class UndertowContentType {

    private static final String RESPONSE = "io.undertow.servlet.spec.HttpServletResponseImpl";

    private UndertowContentType() {}

    /** Tells whether a response is Undertow's. */
    public static boolean knows(HttpServletResponse response) {
        return response.getClass().getName().equals(RESPONSE);
    }

    /**
     * Makes the value of {@code Content-Type} exactly the given one.
     *
     * @throws ReflectiveOperationException if this Undertow looks different inside; then nothing has changed
     */
    public static void set(HttpServletResponse response, String type) throws ReflectiveOperationException {
        Object exchange = response.getClass().getMethod("getExchange").invoke(response);
        Object headers = exchange.getClass().getMethod("getResponseHeaders").invoke(exchange);
        Class<?> nameType = Class.forName(
                "io.undertow.util.HttpString", true, exchange.getClass().getClassLoader());
        Object name = nameType.getConstructor(String.class).newInstance("Content-Type");
        headers.getClass().getMethod("put", nameType, String.class).invoke(headers, name, type);
    }
}

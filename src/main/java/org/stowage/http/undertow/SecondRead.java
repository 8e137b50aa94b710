package org.stowage.http.undertow;

import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an upload by HTTP/1 over TLS a second time when the first read returns no byte.
 *
 * <p>Undertow reads from the socket into a buffer of 17 KiB: one TLS record, 16 KiB as a rule, and the beginning of the
 * next. The next read cannot decrypt this beginning and returns 0 without asking the socket for the rest. Undertow's
 * servlet stream then waits for the client, so the upload would be handed from a worker thread to an I/O thread and
 * back for each record. The second read asks the socket.
 *
 * <p>XNIO's interfaces are reached through Undertow's classes and implemented by proxies, as in {@link Writability}.
 *
 * @param add the method of an exchange that adds a wrapper of its body
 * @param wrapper the wrapper
 */
record SecondRead(Method add, Object wrapper) {

    /**
     * Finds the methods.
     *
     * @throws ReflectiveOperationException if this version of Undertow has no such methods
     */
    static SecondRead find() throws ReflectiveOperationException {
        Method add = HttpServerExchange.class.getMethod("addRequestWrapper", ConduitWrapper.class);
        Method create = ConduitFactory.class.getMethod("create");
        Class<?> source = Class.forName(
                "org.xnio.conduits.StreamSourceConduit", false, HttpServerExchange.class.getClassLoader());
        // Undertow calls no method of a wrapper but wrap(factory, exchange).
        InvocationHandler wrap =
                (self, method, arguments) -> proxy(source, twice(Objects.requireNonNull(create.invoke(arguments[0]))));
        return new SecondRead(add, proxy(ConduitWrapper.class, wrap));
    }

    /** Applies this to a request whose body has not been read yet; ignores other requests than such uploads. */
    void apply(HttpServerExchange exchange) throws ReflectiveOperationException {
        if (exchange.getRequestMethod().equals(Methods.PUT)
                && !exchange.getProtocol().equals(Protocols.HTTP_2_0)
                && exchange.getConnection().getSslSessionInfo() != null) {
            add.invoke(exchange, wrapper);
        }
    }

    private static InvocationHandler twice(Object body) {
        return (self, method, arguments) -> {
            @Nullable Object result = call(body, method, arguments);
            boolean isNothing = result instanceof Number bytes && bytes.longValue() == 0;
            return isNothing && method.getName().equals("read") ? call(body, method, arguments) : result;
        };
    }

    private static @Nullable Object call(Object body, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(body, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }
}

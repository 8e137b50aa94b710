package org.stowage.http.undertow;

import io.undertow.channels.DetachableStreamSinkChannel;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Waits for clients to take bytes again, on the I/O threads.
 *
 * <p>XNIO, which does that for Undertow, is a private module of WildFly: a deployment that names it is warned about at each
 * start. So its one listener interface is reached through Undertow's classes, and implemented by a proxy.
 *
 * @param getSetter of a channel
 * @param set of that setter
 */
record Writability(Method getSetter, Method set) {

    /**
     * Finds the methods.
     *
     * @throws ReflectiveOperationException if this Undertow looks different inside
     */
    static Writability find() throws ReflectiveOperationException {
        Method getSetter = DetachableStreamSinkChannel.class.getMethod("getWriteSetter");
        Class<?> setter = getSetter.getReturnType();
        return new Writability(getSetter, setter.getMethod("set", setter.getEnclosingClass()));
    }

    /** Has a turn run whenever the client may take bytes, until the channel's writes are suspended. */
    void await(DetachableStreamSinkChannel client, Runnable turn) {
        try {
            set.invoke(getSetter.invoke(client), listener(turn));
            client.resumeWrites();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Undertow does not tell when a client is ready", e);
        }
    }

    private Object listener(Runnable turn) {
        Class<?> type = set.getParameterTypes()[0];
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            return switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                case "toString" -> "the next turn of a download";
                default -> {
                    turn.run();
                    yield null;
                }
            };
        });
    }
}

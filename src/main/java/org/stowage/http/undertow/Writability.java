package org.stowage.http.undertow;

import io.undertow.channels.DetachableStreamSinkChannel;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Runs an action on the I/O thread whenever a connection can accept bytes again.
 *
 * <p>Undertow uses XNIO for this, which is a private module of WildFly; WildFly warns at each start about a deployment
 * that depends on it. So XNIO's listener interface is reached through Undertow's classes and implemented by a proxy.
 *
 * @param getSetter the method of a channel that returns the setter of its write listener
 * @param set the method of that setter that sets the listener
 */
record Writability(Method getSetter, Method set) {

    /**
     * Finds the methods.
     *
     * @throws ReflectiveOperationException if this version of Undertow has no such methods
     */
    static Writability find() throws ReflectiveOperationException {
        Method getSetter = DetachableStreamSinkChannel.class.getMethod("getWriteSetter");
        Class<?> setter = getSetter.getReturnType();
        return new Writability(getSetter, setter.getMethod("set", setter.getEnclosingClass()));
    }

    /** Runs a turn whenever the channel can accept bytes, until its writes are suspended. */
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

package org.stowage.http.tomcat;

import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.http.LocalPeers;

/** The connection that a request came by, as Tomcat's connector has it. A Tomcat that looks different inside is left as it is. */
final class TomcatSocket {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");
    private static final int TIMEOUT_FACTOR = 10;

    /** To search a class anew for each request costs more than a small download. */
    private static final Map<MemberName, Field> FIELDS = new ConcurrentHashMap<>();

    private static final Map<MemberName, Method> METHODS = new ConcurrentHashMap<>();

    private TomcatSocket() {}

    private record MemberName(Class<?> type, String name) {}

    /**
     * Prepares a connection for a download. The client gets ten times as long to take something of it as to send something of an
     * upload: Tomcat has one {@code connectionTimeout} for both, and counts what the kernel takes. Of a slow client's download
     * that is more than a mebibyte at once, and then nothing until a third of the kernel's buffer is free again. A client on this
     * machine gets a {@linkplain LocalPeers small buffer}.
     *
     * @param length of the download in bytes
     */
    static void prepare(ServletRequest request, long length) {
        try {
            Object socket = socketOf(request);
            long timeout = (Long) call(socket, "getReadTimeout");
            if (timeout > 0) {
                call(socket, "setWriteTimeout", TIMEOUT_FACTOR * timeout);
            }
            if (length >= LocalPeers.LARGE_BYTES) {
                Object channel = call(call(socket, "getSocket"), "getIOChannel");
                limitBuffer((SocketChannel) channel);
            }
        } catch (ReflectiveOperationException | IOException | RuntimeException e) {
            LOG.log(Level.FINE, "The connector's timeout counts for downloads, too.", e);
        }
    }

    private static void limitBuffer(SocketChannel channel) throws IOException {
        if (channel.getRemoteAddress() instanceof InetSocketAddress peer && LocalPeers.isLocal(peer)) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, LocalPeers.SEND_BUFFER_BYTES);
        }
    }

    /** The connector's request, the protocol's request in it, its processor, and the connection of that. */
    private static Object socketOf(ServletRequest facade) throws ReflectiveOperationException {
        Object coyote = call(field(facade, "request"), "getCoyoteRequest");
        return field(field(coyote, "hook"), "socketWrapper");
    }

    private static Object field(Object target, String name) throws ReflectiveOperationException {
        MemberName member = new MemberName(target.getClass(), name);
        Field field = FIELDS.get(member);
        if (field == null) {
            field = find(target.getClass(), name);
            FIELDS.put(member, field);
        }
        return field.get(target);
    }

    private static Field find(Class<?> first, String name) throws NoSuchFieldException {
        for (Class<?> type = first; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private static Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        MemberName member = new MemberName(target.getClass(), name);
        Method method = METHODS.get(member);
        if (method == null) {
            method = arguments.length == 0
                    ? target.getClass().getMethod(name)
                    : target.getClass().getMethod(name, long.class);
            METHODS.put(member, method);
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(e.getCause());
        }
    }
}

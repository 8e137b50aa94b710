package org.stowage.http.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells the requests of a connection that it is closed. */
final class CloseListeners {

    /**
     * One close listener serves all requests of a connection, because Undertow keeps every listener as long as the
     * connection.
     */
    private static final AttachmentKey<Set<Runnable>> ACTIONS = AttachmentKey.create(Set.class);

    private CloseListeners() {}

    /** Registers an action that runs, on an I/O thread, when the connection is closed before the request is over. */
    static void add(HttpServerExchange exchange, Runnable action) {
        ServerConnection connection = exchange.getConnection();
        Set<Runnable> actions = actions(connection);
        actions.add(action);
        exchange.addExchangeCompleteListener((over, next) -> {
            actions.remove(action);
            next.proceed();
        });
        if (!connection.isOpen()) {
            action.run();
        }
    }

    private static Set<Runnable> actions(ServerConnection connection) {
        synchronized (ACTIONS) {
            @Nullable Set<Runnable> known = connection.getAttachment(ACTIONS);
            if (known != null) {
                return known;
            }
            Set<Runnable> actions = ConcurrentHashMap.newKeySet();
            connection.putAttachment(ACTIONS, actions);
            connection.addCloseListener(closed -> actions.forEach(Runnable::run));
            return actions;
        }
    }
}

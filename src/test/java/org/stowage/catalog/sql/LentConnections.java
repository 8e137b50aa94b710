package org.stowage.catalog.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * A pool like those of servers: a closed connection is lent again in the state that it has. The pool counts connections
 * that were not given back, and records those that were given back in another state.
 */
final class LentConnections implements AutoCloseable {

    private static final int NETWORK_TIMEOUT = 123_456;

    private final DataSource origin;
    private final Deque<PgConnection> free = new ArrayDeque<>();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger open = new AtomicInteger();
    private volatile Runnable beforeCommit = () -> {};

    LentConnections(DataSource origin) {
        this.origin = origin;
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
            }
            return lend();
        });
    }

    /** Runs the action before each commit from now on. */
    void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    /** Returns how many connections were not given back yet. */
    int open() {
        return open.get();
    }

    /** Returns how the returned connections differ from their state when they were lent. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public synchronized void close() throws SQLException {
        for (PgConnection connection = free.poll(); connection != null; connection = free.poll()) {
            connection.close();
        }
    }

    private Connection lend() throws SQLException {
        PgConnection connection = take();
        open.incrementAndGet();
        return proxy(Connection.class, (method, arguments) -> {
            switch (method.getName()) {
                case "close" -> {
                    giveBack(connection);
                    return null;
                }
                case "commit" -> beforeCommit.run();
                default -> {
                    // as it is
                }
            }
            return method.invoke(connection, arguments);
        });
    }

    private synchronized PgConnection take() throws SQLException {
        PgConnection kept = free.poll();
        if (kept != null) {
            return kept;
        }
        PgConnection made = origin.getConnection().unwrap(PgConnection.class);
        made.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT);
        return made;
    }

    private synchronized void giveBack(PgConnection connection) throws SQLException {
        open.decrementAndGet();
        if (connection.isClosed()) {
            return;
        }
        if (!connection.getAutoCommit()) {
            complaints.add("does not commit by itself");
        }
        if (connection.getNetworkTimeout() != NETWORK_TIMEOUT) {
            complaints.add("has another time limit");
        }
        if (connection.getTransactionState() != TransactionState.IDLE) {
            complaints.add("is in a transaction");
        }
        free.add(connection);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return answer.to(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @FunctionalInterface
    private interface Answer {
        @Nullable
        Object to(Method method, Object @Nullable [] arguments) throws Exception;
    }
}

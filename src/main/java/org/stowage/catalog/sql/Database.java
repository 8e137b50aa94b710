package org.stowage.catalog.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The database, asked in transactions, each on a connection that is taken from the server for it and given back as it was. Safe
 * for any number of threads.
 */
final class Database {

    /**
     * Two transactions that wait for each other, or that cannot be put one after the other (SQL's class 40); two that make the
     * same table ({@code if not exists} of PostgreSQL does not look at what is not committed).
     */
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01", "23505", "42P07");

    private static final int ATTEMPTS = 5;

    private final DataSource source;
    private final Duration patience;

    /** Takes connections from the source, and waits so long for each answer. */
    Database(DataSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /**
     * What is done in a transaction.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface Steps<T> {
        T take(Statements statements) throws SQLException, IOException;
    }

    /**
     * Takes the steps, once. They may have been seen when they fail.
     *
     * @throws IOException if the database fails, or a step does
     */
    <T> T read(Steps<T> steps) throws IOException {
        try {
            return attempt(statements -> {
                statements.planEachQuestion();
                return steps.take(statements);
            });
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /**
     * Takes the steps, all or none, and again if another transaction was in the way.
     *
     * @throws IOException if the database fails, or a step does
     */
    <T> T write(Steps<T> steps) throws IOException {
        Steps<T> limited = statements -> {
            statements.limitSilence();
            return steps.take(statements);
        };
        try {
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                try {
                    return attempt(limited);
                } catch (SQLException e) {
                    if (!isCollision(e)) {
                        throw e;
                    }
                }
            }
            return attempt(limited);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /** What a pool says by itself has no state. */
    private static boolean isCollision(SQLException failure) {
        String state = DatabaseFailure.stateOf(failure);
        return state != null && COLLISIONS.contains(state);
    }

    private <T> T attempt(Steps<T> steps) throws SQLException, IOException {
        try (Connection connection = source.getConnection()) {
            boolean commits = connection.getAutoCommit();
            int timeout = limitWaiting(connection);
            try {
                connection.setAutoCommit(false);
                T result = steps.take(new Statements(connection, patience));
                connection.commit();
                return result;
            } finally {
                giveBack(connection, commits, timeout);
            }
        }
    }

    /** The time limit of a statement needs a server that answers; that of the connection, a little later, does not. */
    private int limitWaiting(Connection connection) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(
                    Runnable::run, (int) patience.plus(patience.dividedBy(4)).toMillis());
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            return -1;
        }
    }

    /** What is wrong with a connection that cannot even be given back was said by who used it. */
    private static void giveBack(Connection connection, boolean commits, int timeout) {
        try {
            connection.rollback();
            connection.setAutoCommit(commits);
            if (timeout >= 0) {
                connection.setNetworkTimeout(Runnable::run, timeout);
            }
        } catch (SQLException broken) {
            // The server finds out when it is closed, or lent the next time.
        }
    }
}

package org.stowage.catalog.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Runs transactions in the database. Each takes a connection from the server and gives it back in its former state.
 * Safe for any number of threads.
 */
final class Database {

    /**
     * The SQLStates after which a transaction is tried again: a deadlock, transactions that cannot be serialized, and
     * two transactions that create the same row or table ({@code if not exists} of PostgreSQL does not see what is not
     * committed).
     */
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01", "23505", "42P07");

    private static final int ATTEMPTS = 5;

    private final DataSource source;
    private final Duration patience;

    /**
     * Takes connections from the source.
     *
     * @param patience the time limit of each answer
     */
    Database(DataSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /**
     * The steps of a transaction.
     *
     * @param <T> the type of the result
     */
    @FunctionalInterface
    interface Steps<T> {
        T take(Statements statements) throws SQLException, IOException;
    }

    /**
     * Runs the steps once, because they may have passed on rows before they fail.
     *
     * @throws IOException if the database or a step fails
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
     * Runs the steps, all or none, and runs them again if another transaction was in the way.
     *
     * @throws IOException if the database or a step fails
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

    /** A failure of the pool itself has no SQLState. */
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

    /**
     * Sets a time limit for the connection, which is a little longer than that of a statement. The limit of a statement
     * works only if the database answers. Returns the former limit; -1 if the driver has none.
     */
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

    /** Ignores a failure here, because a broken connection has made the transaction fail before. */
    private static void giveBack(Connection connection, boolean commits, int timeout) {
        try {
            connection.rollback();
            connection.setAutoCommit(commits);
            if (timeout >= 0) {
                connection.setNetworkTimeout(Runnable::run, timeout);
            }
        } catch (SQLException broken) {
            // The server notices the failure when it closes the connection or lends it again.
        }
    }
}

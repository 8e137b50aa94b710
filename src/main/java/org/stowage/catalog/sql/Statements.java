package org.stowage.catalog.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one transaction. Each has a time limit and fetches its rows in portions.
 *
 * @param connection the connection of the transaction
 * @param patience the time limit of each statement
 */
record Statements(Connection connection, Duration patience) {

    private static final int ROWS_AT_ONCE = 1000;

    /** Returns the same with a shorter time limit, if there is one; it is rounded up to a second. */
    Statements within(@Nullable Duration time) {
        return time == null || time.compareTo(patience) >= 0 ? this : new Statements(connection, time.plusMillis(999));
    }

    /** Prepares a statement and sets its first parameters. */
    PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        return prepare(sql, List.of(parameters));
    }

    /** Prepares a statement and sets its first parameters. */
    PreparedStatement prepare(String sql, List<Object> parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout((int) patience.toSeconds());
        statement.setFetchSize(ROWS_AT_ONCE);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    /** Executes a statement that returns no rows; returns how many rows it has changed. */
    int execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Makes PostgreSQL plan each query for its own parameters. Otherwise, once the driver has sent a query five times,
     * PostgreSQL uses one plan for all owners, whether they have one file or a million.
     */
    void planEachQuestion() throws SQLException {
        setOfPostgres("plan_cache_mode = force_custom_plan");
    }

    /** Makes all further statements of this transaction see the rows of one moment. To be called before the first that reads. */
    void seeOneMoment() throws SQLException {
        if (isPostgres()) {
            execute("set transaction isolation level repeatable read");
        }
    }

    /**
     * Makes PostgreSQL end the transaction if this node falls silent. Otherwise a machine that was switched off could
     * keep other nodes waiting for hours.
     */
    void limitSilence() throws SQLException {
        setOfPostgres("idle_in_transaction_session_timeout = " + patience.toMillis());
    }

    private void setOfPostgres(String setting) throws SQLException {
        if (isPostgres()) {
            execute("set local " + setting);
        }
    }

    private boolean isPostgres() throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }
}

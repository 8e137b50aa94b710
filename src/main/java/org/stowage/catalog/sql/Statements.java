package org.stowage.catalog.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Statements of one transaction, which do not wait for ever and bring their rows bit by bit.
 *
 * @param connection of the transaction
 * @param patience how long each may take
 */
record Statements(Connection connection, Duration patience) {

    private static final int ROWS_AT_ONCE = 1000;

    /** Prepares a statement with the first of its parameters. */
    PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        return prepare(sql, List.of(parameters));
    }

    /** Prepares a statement with the first of its parameters. */
    PreparedStatement prepare(String sql, List<Object> parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout((int) patience.toSeconds());
        statement.setFetchSize(ROWS_AT_ONCE);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    /** Executes a statement that has no rows. */
    int execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Has PostgreSQL plan each question for what is asked: else it makes one plan for all owners, those with one file and those with
     * a million, once the driver has asked a question five times.
     */
    void planEachQuestion() throws SQLException {
        setOfPostgres("plan_cache_mode = force_custom_plan");
    }

    /**
     * Has PostgreSQL give up the transaction if this node, which others may be waiting for, says nothing any more: a machine that
     * was switched off would keep them waiting for hours.
     */
    void limitSilence() throws SQLException {
        setOfPostgres("idle_in_transaction_session_timeout = " + patience.toMillis());
    }

    private void setOfPostgres(String setting) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            execute("set local " + setting);
        }
    }
}

package org.stowage.catalog.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.stowage.nodes.ChangedUsage;
import org.stowage.nodes.NodeReport;
import org.stowage.nodes.ReservedBytes;

/**
 * What nodes have changed and reserved, as rows. An unknown owner is kept as the empty text.
 *
 * @param statements of the transaction
 */
record NodeUsageRows(Statements statements) {

    private static final String PUT = """
            insert into stowage_node_change (node, batch, tenant, owner, stored_day, beat, files, bytes)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (node, batch, tenant, owner, stored_day)
            do update set beat = excluded.beat, files = excluded.files, bytes = excluded.bytes""";

    private static final String READ = """
            select batch, tenant, owner, stored_day, files, bytes, beat from stowage_node_change
            where node = ? and beat > ?""";

    /** Writes what a node reports. */
    void publish(String node, NodeReport report) throws SQLException {
        try (PreparedStatement statement = statements.prepare(PUT)) {
            for (ChangedUsage change : report.usage().changed()) {
                ChangedUsage.Part key = change.key();
                statement.setString(1, node);
                statement.setLong(2, key.batch());
                statement.setString(3, SqlText.kept(key.tenant()));
                statement.setString(4, SqlText.kept(key.owner() == null ? "" : key.owner()));
                statement.setLong(5, key.day());
                statement.setLong(6, report.beat());
                statement.setLong(7, change.files());
                statement.setLong(8, change.bytes());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        List<ReservedBytes> reserved = report.usage().reserved();
        if (reserved != null) {
            replaceReserved(node, reserved);
        }
    }

    private void replaceReserved(String node, List<ReservedBytes> reserved) throws SQLException {
        statements.execute("delete from stowage_node_reservation where node = ?", node);
        String sql = "insert into stowage_node_reservation (node, tenant, owner, bytes) values (?, ?, ?, ?)";
        try (PreparedStatement statement = statements.prepare(sql)) {
            for (ReservedBytes bytes : reserved) {
                statement.setString(1, node);
                statement.setString(2, SqlText.kept(bytes.tenant()));
                statement.setString(3, SqlText.kept(bytes.owner() == null ? "" : bytes.owner()));
                statement.setLong(4, bytes.bytes());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Reads the changes that a node has published after a contact. Rows of one contact become visible together, so the
     * last number that is found says what is known.
     *
     * @return the number of the last contact that has published one of them; {@code after} if there are none
     */
    long read(String node, long after, List<ChangedUsage> changes) throws SQLException {
        long last = after;
        try (PreparedStatement statement = statements.prepare(READ, node, after);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String owner = SqlText.read(rows.getString(3));
                ChangedUsage.Part key = new ChangedUsage.Part(
                        node,
                        rows.getLong(1),
                        SqlText.read(rows.getString(2)),
                        owner.isEmpty() ? null : owner,
                        rows.getLong(4));
                changes.add(new ChangedUsage(key, rows.getLong(5), rows.getLong(6)));
                last = Math.max(last, rows.getLong(7));
            }
        }
        return last;
    }

    void readReserved(String node, List<ReservedBytes> reserved) throws SQLException {
        String sql = "select tenant, owner, bytes from stowage_node_reservation where node = ?";
        try (PreparedStatement statement = statements.prepare(sql, node);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String owner = SqlText.read(rows.getString(2));
                reserved.add(new ReservedBytes(
                        SqlText.read(rows.getString(1)), owner.isEmpty() ? null : owner, rows.getLong(3)));
            }
        }
    }
}

package org.stowage.catalog.sql;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.stowage.catalog.DamagedCatalogException;
import org.stowage.nodes.ChangedUsage;
import org.stowage.nodes.NodeContact;
import org.stowage.nodes.NodeIdentity;
import org.stowage.nodes.NodeReport;
import org.stowage.nodes.NodeSeen;
import org.stowage.nodes.NodeTable;
import org.stowage.nodes.ReservedBytes;

/** The nodes of one store in a database of the server. Each contact is one transaction. */
public final class SqlNodeTable implements NodeTable {

    /** A contact takes some milliseconds; the lease ends after three that hang. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration REMOVED_AFTER = Duration.ofDays(1);

    private static final String RENEW = """
            update stowage_node set seen = current_timestamp, beat = ?, settings = ?, sweeping = ?, first_batch = ?
            where node = ?""";

    private static final String INSERT = """
            insert into stowage_node (beat, settings, sweeping, first_batch, node, store_id, place, version, started, seen)
            values (?, ?, ?, ?, ?, ?, ?, ?, current_timestamp, current_timestamp)""";

    /** What the catalog may lack is kept, however old it is. */
    private static final String PRUNE = """
            delete from stowage_node_change where node = ? and batch < ?
                and batch <= (select max(applied) from stowage_node_batch
                    where stowage_node_batch.node = stowage_node_change.node)""";

    private static final String LIST = """
            select node, place, version, settings, sweeping, first_batch, extract(epoch from started),
                extract(epoch from current_timestamp - seen), beat
            from stowage_node where store_id = ? order by place, node""";

    private final Database database;
    private final String store;

    /**
     * Does not connect yet.
     *
     * @param source the DataSource of the server, which is not closed
     * @param store the id of the store; several stores may share a database
     */
    public SqlNodeTable(DataSource source, String store) {
        this.database = new Database(source, PATIENCE);
        this.store = store;
    }

    @Override
    public NodeContact meet(NodeIdentity own, NodeReport report, Map<String, Long> beats) throws IOException {
        try {
            return database.write(statements -> contact(own, report, beats, statements));
        } catch (DamagedCatalogException tableIsMissing) {
            database.write(Tables::create);
            return database.write(statements -> contact(own, report, beats, statements));
        }
    }

    @Override
    public void leave(NodeIdentity own) throws IOException {
        database.write(statements -> remove(own.id(), statements));
    }

    private NodeContact contact(NodeIdentity own, NodeReport report, Map<String, Long> beats, Statements statements)
            throws SQLException {
        renew(own, report, statements);
        NodeUsageRows usage = new NodeUsageRows(statements);
        usage.publish(own.id(), report);
        statements.execute(PRUNE, own.id(), report.usage().first());
        Map<String, Long> heard = new HashMap<>();
        List<ChangedUsage> changes = new ArrayList<>();
        List<ReservedBytes> reserved = new ArrayList<>();
        List<NodeSeen> present = new ArrayList<>();
        for (ListedNode listed : list(statements)) {
            NodeSeen node = listed.node();
            boolean other = !node.id().equals(own.id());
            if (other && isOver(node, own)) {
                remove(node.id(), statements);
            } else {
                present.add(node);
            }
            if (other && present.contains(node)) {
                long before = beats.getOrDefault(node.id(), 0L);
                heard.put(node.id(), listed.beat() > before ? usage.read(node.id(), before, changes) : before);
                if (node.isAlive()) {
                    usage.readReserved(node.id(), reserved);
                }
            }
        }
        return new NodeContact(present, changes, reserved, heard);
    }

    private void renew(NodeIdentity own, NodeReport report, Statements statements) throws SQLException {
        NodeReport.State state = report.state();
        Object[] renewed = {
            report.beat(), state.settings(), state.sweeping(), report.usage().first(), own.id()
        };
        if (statements.execute(RENEW, renewed) == 0) {
            Object[] inserted = new Object[renewed.length + 3];
            System.arraycopy(renewed, 0, inserted, 0, renewed.length);
            inserted[renewed.length] = store;
            inserted[renewed.length + 1] = SqlText.kept(own.place());
            inserted[renewed.length + 2] = own.version();
            statements.execute(INSERT, inserted);
        }
    }

    private record ListedNode(NodeSeen node, long beat) {}

    private List<ListedNode> list(Statements statements) throws SQLException {
        List<ListedNode> nodes = new ArrayList<>();
        try (PreparedStatement statement = statements.prepare(LIST, store);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                NodeIdentity who =
                        new NodeIdentity(rows.getString(1), SqlText.read(rows.getString(2)), rows.getString(3));
                NodeReport.State state = new NodeReport.State(rows.getString(4), rows.getBoolean(5));
                NodeSeen node = new NodeSeen(
                        who,
                        state,
                        Instant.ofEpochMilli((long) (rows.getDouble(7) * 1000)),
                        Duration.ofMillis(Math.max(0, (long) (rows.getDouble(8) * 1000))),
                        rows.getLong(6));
                nodes.add(new ListedNode(node, rows.getLong(9)));
            }
        }
        return nodes;
    }

    /** The same server has started again, or nobody has come back for long. */
    private static boolean isOver(NodeSeen node, NodeIdentity own) {
        boolean started = node.who().place().equals(own.place());
        return !node.isAlive() && (started || node.age().compareTo(REMOVED_AFTER) > 0);
    }

    private static int remove(String node, Statements statements) throws SQLException {
        statements.execute("delete from stowage_node_reservation where node = ?", node);
        statements.execute("delete from stowage_node_change where node = ?", node);
        statements.execute("delete from stowage_node_batch where node = ?", node);
        return statements.execute("delete from stowage_node where node = ?", node);
    }
}

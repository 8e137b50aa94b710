package org.stowage.catalog.sql;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogTimeoutException;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileTotal;
import org.stowage.catalog.Sums;

/**
 * The rows of one store. There is nothing to close, because each question takes a connection of its own.
 *
 * @param database the database that has the rows
 * @param store the number of the store in the database
 * @param node the id of this node
 */
record SqlCatalog(Database database, int store, String node) implements CatalogWriter {

    private static final long SECONDS_OF_DAY = 86_400;

    /**
     * More days than {@link java.time.Instant} has before the epoch. They are added before a division, because
     * databases divide negative numbers towards zero.
     */
    private static final long MANY_DAYS = 400_000_000_000L;

    /** The SQLState of a statement that has exceeded its time limit. */
    private static final String CANCELLED = "57014";

    private static final String LOCK = "select version from stowage_store where store_number = ? for update";

    private static final String SUMS = """
            select tenant, owner, case when stored < ? then ? else (stored + ?) / ? - ? end as stored_day, count(*), sum(size)
            from stowage_file where store_number = ? group by tenant, owner, stored_day""";

    private static final String APPLIED = "select node, applied from stowage_node_batch where store_number = ?";

    private static final String APPLY = """
            insert into stowage_node_batch (store_number, node, applied) values (?, ?, ?) on conflict (store_number, node)
            do update set applied = greatest(stowage_node_batch.applied, excluded.applied)""";

    @Override
    public List<CatalogEntry> find(FileQuery query) throws IOException {
        return ask(query, FileSearch.of(store, query), rows -> {
            List<CatalogEntry> found = new ArrayList<>();
            while (rows.next()) {
                found.add(FileRow.read(rows));
            }
            return found;
        });
    }

    @Override
    public FileTotal total(FileQuery query) throws IOException {
        return ask(query, FileSearch.total(store, query), rows -> {
            rows.next();
            return new FileTotal(rows.getLong(1), rows.getLong(2));
        });
    }

    /** Makes an answer of rows. */
    private interface RowReader<T> {
        T read(ResultSet rows) throws SQLException, IOException;
    }

    private <T> T ask(FileQuery query, FileSearch search, RowReader<T> reader) throws IOException {
        return database.read(statements -> {
            Statements limited = statements.within(query.patience());
            try (PreparedStatement statement = limited.prepare(search.sql(), search.parameters());
                    ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            } catch (SQLException e) {
                if (query.patience() != null && CANCELLED.equals(DatabaseFailure.stateOf(e))) {
                    throw new CatalogTimeoutException();
                }
                throw e;
            }
        });
    }

    @Override
    public void forEach(int shard, Consumer<CatalogEntry> visitor) throws IOException {
        database.read(statements -> {
            try (PreparedStatement statement = statements.prepare(FileRow.SELECT + " and shard = ?", store, shard);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.accept(FileRow.read(rows));
                }
                return store;
            }
        });
    }

    @Override
    public void sum(long firstDay, Sums sums) throws IOException {
        long first = Math.max(-MANY_DAYS, Math.min(firstDay, MANY_DAYS)) * SECONDS_OF_DAY;
        long zero = MANY_DAYS * SECONDS_OF_DAY;
        Object[] parameters = {first, Sums.EARLIER, zero, SECONDS_OF_DAY, MANY_DAYS, store};
        database.read(statements -> {
            statements.seeOneMoment();
            passApplied(sums, statements);
            try (PreparedStatement statement = statements.prepare(SUMS, parameters);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String owner = rows.getString(2);
                    sums.add(
                            SqlText.read(rows.getString(1)),
                            owner == null ? null : SqlText.read(owner),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getLong(5));
                }
                return store;
            }
        });
    }

    @Override
    public Map<String, String> properties() throws IOException {
        return database.read(this::properties);
    }

    private Map<String, String> properties(Statements statements) throws SQLException {
        String sql = "select name, value from stowage_property where store_number = ?";
        try (PreparedStatement statement = statements.prepare(sql, store);
                ResultSet rows = statement.executeQuery()) {
            Map<String, String> properties = new HashMap<>();
            while (rows.next()) {
                properties.put(SqlText.read(rows.getString(1)), SqlText.read(rows.getString(2)));
            }
            return properties;
        }
    }

    private void passApplied(Sums sums, Statements statements) throws SQLException {
        try (PreparedStatement statement = statements.prepare(APPLIED, store);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sums.has(rows.getString(1), rows.getLong(2));
            }
        }
    }

    /**
     * Locks the row of the store, so nodes write one after another: they cannot deadlock, and none overwrites the
     * properties of another.
     */
    @Override
    public Map<String, String> apply(List<CatalogChange> changes, PropertyChange properties, long batch)
            throws IOException {
        LastChanges last = LastChanges.of(changes);
        return database.write(statements -> {
            awaitTurn(statements);
            last.write(store, statements);
            Map<String, String> next = properties.of(properties(statements));
            replaceProperties(next, statements);
            statements.execute(APPLY, store, node, batch);
            return next;
        });
    }

    @Override
    public void close() {}

    private void awaitTurn(Statements statements) throws SQLException, IOException {
        try (PreparedStatement statement = statements.prepare(LOCK, store);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new IOException("The catalog was discarded by another node and must be opened again");
            }
        }
    }

    private void replaceProperties(Map<String, String> properties, Statements statements) throws SQLException {
        statements.execute("delete from stowage_property where store_number = ?", store);
        String sql = "insert into stowage_property (store_number, name, value) values (?, ?, ?)";
        try (PreparedStatement statement = statements.prepare(sql, store)) {
            for (Map.Entry<String, String> property : properties.entrySet()) {
                statement.setString(2, SqlText.kept(property.getKey()));
                statement.setString(3, SqlText.kept(property.getValue()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}

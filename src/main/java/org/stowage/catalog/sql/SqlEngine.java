package org.stowage.catalog.sql;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.stowage.catalog.Catalog;
import org.stowage.catalog.CatalogEngine;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.DamagedCatalogException;

/**
 * Keeps the catalogs of stores in a database of the server. All nodes that share a store write its catalog. Safe for
 * any number of threads.
 */
public final class SqlEngine implements CatalogEngine {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Fails also if a table of the nodes is missing, because a version without nodes has created the others. */
    private static final String FIND_STORE = """
            select store_number, version, (select max(applied) from stowage_node_batch where store_number = 0) from stowage_store
            where store_id = ?""";

    private static final String INSERT_STORE =
            "insert into stowage_store (store_id, version) values (?, ?) on conflict (store_id) do nothing";

    /**
     * Deletes nothing. If the encoding of the database lacks characters, this statement fails now, and not the first
     * file with such a character.
     */
    private static final String TRY_CHARACTERS = "delete from stowage_property where store_number = 0 and name = ?";

    /** Deletes nothing, as {@link #TRY_CHARACTERS}; fails if the table is missing. */
    private static final String TRY_NODES = "delete from stowage_node_batch where store_number = 0";

    private static final String DELETE_STORE = "delete from stowage_store where store_number = ?";

    private static final String DELETE_PART =
            "delete from stowage_file where store_number = ? and fingerprint >= ? and fingerprint < ?";

    private final Database database;
    private final String store;
    private final String node;

    /**
     * Does not connect yet.
     *
     * @param source the DataSource of the server, which is not closed
     * @param store the id of the store; several stores may share a database
     * @param node the id of this node, under which the numbers of its batches are written
     */
    public SqlEngine(DataSource source, String store, String node) {
        this(source, store, node, PATIENCE);
    }

    /** Writes no numbers of batches, because no node meets others by that name. */
    SqlEngine(DataSource source, String store) {
        this(source, store, "", PATIENCE);
    }

    /**
     * Limits the time of each answer.
     *
     * @param patience at least a second
     */
    SqlEngine(DataSource source, String store, Duration patience) {
        this(source, store, "", patience);
    }

    private SqlEngine(DataSource source, String store, String node, Duration patience) {
        this.database = new Database(source, patience);
        this.store = store;
        this.node = node;
    }

    @Override
    public Optional<CatalogWriter> openToWrite() throws IOException {
        Optional<StoreRow> row = known();
        if (row.isEmpty()) {
            begin();
            row = known();
        }
        StoreRow found = row.orElseThrow(() -> new IOException("The catalog was discarded while it was opened"));
        return Optional.of(found.open(database, node));
    }

    /** The returned catalog also sees later changes. */
    @Override
    public Optional<Catalog> openToRead() throws IOException {
        Optional<StoreRow> row = known();
        return row.isEmpty() ? Optional.empty() : Optional.of(row.get().open(database, node));
    }

    /**
     * Deletes only the rows of this store. It does so in parts, because one statement may not delete all rows of a
     * large store within its time limit.
     */
    @Override
    public void discard() throws IOException {
        Optional<StoreRow> row = known();
        if (row.isPresent()) {
            int number = row.get().number();
            try {
                deleteFiles(number);
                database.write(statements -> deleteAll(number, statements));
            } catch (DamagedCatalogException tableIsMissing) {
                database.write(statements -> statements.execute(DELETE_STORE, number));
            }
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /** Returns the row of this store; empty if the row or its table is missing. */
    private Optional<StoreRow> known() throws IOException {
        try {
            return database.read(this::find);
        } catch (DamagedCatalogException tableIsMissing) {
            return Optional.empty();
        }
    }

    private Optional<StoreRow> find(Statements statements) throws SQLException {
        try (PreparedStatement statement = statements.prepare(FIND_STORE, store);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(new StoreRow(rows.getInt(1), rows.getInt(2))) : Optional.empty();
        }
    }

    /**
     * Creates the tables only if one is missing, so a user without that right can use tables that an admin has created.
     */
    private void begin() throws IOException {
        try {
            database.write(this::insertStore);
        } catch (DamagedCatalogException tableIsMissing) {
            database.write(Tables::create);
            database.write(this::insertStore);
        }
    }

    /**
     * Inserts the row of the store, unless it is there. A new number has no other rows, except those that are left if
     * somebody has dropped the table {@code stowage_store}; they are deleted.
     */
    private int insertStore(Statements statements) throws SQLException {
        statements.execute(TRY_CHARACTERS, "\uD83D\uDCE6");
        statements.execute(TRY_NODES);
        int inserted = statements.execute(INSERT_STORE, store, Tables.VERSION);
        int number = find(statements).orElseThrow().number();
        if (inserted > 0) {
            deleteRows(number, statements);
        }
        return number;
    }

    private void deleteFiles(int number) throws IOException {
        for (int first = 0; first < 255; first++) {
            byte[] from = {(byte) first};
            byte[] to = {(byte) (first + 1)};
            database.write(statements -> statements.execute(DELETE_PART, number, from, to));
        }
    }

    /** Deletes the row of the store first, so from then on no other node writes. */
    private static int deleteAll(int number, Statements statements) throws SQLException {
        statements.execute(DELETE_STORE, number);
        return deleteRows(number, statements);
    }

    private static int deleteRows(int number, Statements statements) throws SQLException {
        statements.execute("delete from stowage_property where store_number = ?", number);
        statements.execute("delete from stowage_node_batch where store_number = ?", number);
        return statements.execute("delete from stowage_file where store_number = ?", number);
    }

    /**
     * A row of the table {@code stowage_store}.
     *
     * @param number stands for the id of the store in the other tables
     * @param version the version of the rows there
     */
    private record StoreRow(int number, int version) {

        SqlCatalog open(Database database, String node) throws DamagedCatalogException {
            if (version != Tables.VERSION) {
                String text = "The catalog in the database is of version " + version + ", not " + Tables.VERSION;
                throw new DamagedCatalogException(text, new IllegalStateException(text));
            }
            return new SqlCatalog(database, number, node);
        }
    }
}

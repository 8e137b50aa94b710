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

/** Keeps the catalogs of stores in a database of the server. All nodes over a store write its catalog. Safe for any number of threads. */
public final class SqlEngine implements CatalogEngine {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String FIND_STORE = "select store_number, version from stowage_store where store_id = ?";

    private static final String INSERT_STORE =
            "insert into stowage_store (store_id, version) values (?, ?) on conflict (store_id) do nothing";

    /** Deletes nothing; a database whose encoding has not every character refuses it now, and not the first file with one. */
    private static final String TRY_CHARACTERS = "delete from stowage_property where store_number = 0 and name = ?";

    private static final String DELETE_STORE = "delete from stowage_store where store_number = ?";

    private static final String DELETE_PART =
            "delete from stowage_file where store_number = ? and fingerprint >= ? and fingerprint < ?";

    private final Database database;
    private final String store;

    /**
     * Connects nothing yet.
     *
     * @param source of the server, which is not closed
     * @param store the id of the store; several stores may share a database
     */
    public SqlEngine(DataSource source, String store) {
        this(source, store, PATIENCE);
    }

    /** Waits so long for each answer, at least a second. */
    SqlEngine(DataSource source, String store, Duration patience) {
        this.database = new Database(source, patience);
        this.store = store;
    }

    @Override
    public Optional<CatalogWriter> openToWrite() throws IOException {
        Optional<StoreRow> row = known();
        if (row.isEmpty()) {
            begin();
            row = known();
        }
        StoreRow found = row.orElseThrow(() -> new IOException("The catalog was discarded while it was opened"));
        return Optional.of(found.open(database));
    }

    /** Later changes are seen as well. */
    @Override
    public Optional<Catalog> openToRead() throws IOException {
        Optional<StoreRow> row = known();
        return row.isEmpty() ? Optional.empty() : Optional.of(row.get().open(database));
    }

    /** The rows of this store only, in parts: a large one has more than can be deleted in the time of one statement. */
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

    /** Returns nothing if the store is not there, or no table is. */
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

    /** Who may make no tables gets by with those that an admin has made. */
    private void begin() throws IOException {
        try {
            database.write(this::insertStore);
        } catch (DamagedCatalogException tableIsMissing) {
            database.write(Tables::create);
            database.write(this::insertStore);
        }
    }

    /** A number that is new has no rows, unless somebody has dropped the table that the old ones were in. */
    private int insertStore(Statements statements) throws SQLException {
        statements.execute(TRY_CHARACTERS, "\uD83D\uDCE6");
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

    /** The store first: from then on no other node writes. */
    private static int deleteAll(int number, Statements statements) throws SQLException {
        statements.execute(DELETE_STORE, number);
        return deleteRows(number, statements);
    }

    private static int deleteRows(int number, Statements statements) throws SQLException {
        statements.execute("delete from stowage_property where store_number = ?", number);
        return statements.execute("delete from stowage_file where store_number = ?", number);
    }

    /**
     * What the table {@code stowage_store} has of a store.
     *
     * @param number that stands for its id in the other tables
     * @param version of its rows there
     */
    private record StoreRow(int number, int version) {

        SqlCatalog open(Database database) throws DamagedCatalogException {
            if (version != Tables.VERSION) {
                String text = "The catalog in the database is of version " + version + ", not " + Tables.VERSION;
                throw new DamagedCatalogException(text, new IllegalStateException(text));
            }
            return new SqlCatalog(database, number);
        }
    }
}

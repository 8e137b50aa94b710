package org.stowage.catalog.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.storage.Fingerprint;

/**
 * A list of changes, reduced to the last change of each key.
 *
 * @param puts the files to be written
 * @param removes the keys to be deleted
 */
record LastChanges(List<CatalogEntry> puts, List<Fingerprint> removes) {

    /**
     * A statement with more rows is hardly faster (measured with 50 and 200). With one row each, writing takes half as
     * long again.
     */
    private static final int ROWS_AT_ONCE = 200;

    static LastChanges of(List<CatalogChange> changes) {
        Map<Fingerprint, CatalogChange> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.key(), change));
        List<CatalogEntry> puts = new ArrayList<>();
        List<Fingerprint> removes = new ArrayList<>();
        for (CatalogChange change : last.values()) {
            if (change instanceof CatalogChange.Put put) {
                puts.add(put.entry());
            } else {
                removes.add(change.key());
            }
        }
        return new LastChanges(puts, removes);
    }

    void write(int store, Statements statements) throws SQLException {
        for (int from = 0; from < puts.size(); from += ROWS_AT_ONCE) {
            put(store, puts.subList(from, Math.min(from + ROWS_AT_ONCE, puts.size())), statements);
        }
        remove(store, statements);
    }

    private static void put(int store, List<CatalogEntry> rows, Statements statements) throws SQLException {
        try (PreparedStatement statement = statements.prepare(FileRow.upsert(rows.size()))) {
            for (int i = 0; i < rows.size(); i++) {
                FileRow.write(store, rows.get(i), statement, i);
            }
            statement.executeUpdate();
        }
    }

    private void remove(int store, Statements statements) throws SQLException {
        try (PreparedStatement statement = statements.prepare(FileRow.DELETE, store)) {
            for (Fingerprint key : removes) {
                statement.setBytes(2, FileRow.bytes(key));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}

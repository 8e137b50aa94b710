package org.stowage.catalog.sql;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.DamagedCatalogException;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** Writes a file as a row of the table {@code stowage_file}, and reads it. */
final class FileRow {

    /** Selects the columns for {@link #read}. */
    static final String SELECT = """
            select tenant, path, size, media_type, owner, expires, expires_nanos, sha256, stored, stored_nanos, shard, due,
                due_nanos, evictable, token_ends, token_ends_nanos from stowage_file where store_number = ?""";

    private static final List<String> KEY = List.of("store_number", "fingerprint");

    /** The columns that change with the file, in the order of {@link #write}. */
    private static final List<String> OTHERS = List.of(
            "tenant",
            "path",
            "size",
            "media_type",
            "owner",
            "expires",
            "expires_nanos",
            "sha256",
            "stored",
            "stored_nanos",
            "shard",
            "due",
            "due_nanos",
            "evictable",
            "folded_path",
            "token_ends",
            "token_ends_nanos");

    private static final int COLUMNS = KEY.size() + OTHERS.size();

    static final String DELETE = "delete from stowage_file where store_number = ? and fingerprint = ?";

    private FileRow() {}

    /** Returns a statement that inserts or replaces so many rows, each with another key. */
    static String upsert(int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(COLUMNS, "?")) + ")";
        return "insert into stowage_file (" + String.join(", ", KEY) + ", " + String.join(", ", OTHERS) + ") values "
                + String.join(", ", Collections.nCopies(rows, row))
                + " on conflict (" + String.join(", ", KEY) + ") do update set "
                + OTHERS.stream()
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", "));
    }

    /**
     * Sets the parameters of a row.
     *
     * @param index the index of the row in the statement, from 0
     */
    static void write(int store, CatalogEntry entry, PreparedStatement to, int index) throws SQLException {
        StoredFile file = entry.file();
        FileKey key = file.key();
        int at = index * COLUMNS;
        to.setInt(at + 1, store);
        to.setBytes(at + 2, bytes(Fingerprint.of(key)));
        to.setString(at + 3, SqlText.kept(key.tenant()));
        to.setString(at + 4, SqlText.kept(key.path()));
        to.setLong(at + 5, file.size());
        to.setString(at + 6, SqlText.kept(file.type()));
        to.setString(at + 7, file.owner().map(SqlText::kept).orElse(null));
        writeTime(file.slot().expires(), to, at + 8);
        to.setString(at + 10, SqlText.kept(file.sha256()));
        writeTime(file.stored(), to, at + 11);
        to.setInt(at + 13, entry.shard());
        writeTime(entry.due(), to, at + 14);
        to.setBoolean(at + 16, entry.evictable());
        to.setString(at + 17, SqlText.kept(SqlText.folded(key.path())));
        writeTime(file.slot().tokenEnds(), to, at + 18);
    }

    /**
     * Reads the row at the cursor.
     *
     * @throws DamagedCatalogException if the row describes no valid file
     */
    static CatalogEntry read(ResultSet row) throws SQLException, DamagedCatalogException {
        try {
            FileKey key = new FileKey(SqlText.read(row.getString(1)), SqlText.read(row.getString(2)));
            String owner = row.getString(5);
            Slot slot = new Slot(
                    key,
                    row.getLong(3),
                    SqlText.read(row.getString(4)),
                    owner == null ? null : SqlText.read(owner),
                    readTime(row, 6),
                    readTime(row, 15));
            Instant stored = Objects.requireNonNull(readTime(row, 9));
            StoredFile file = new StoredFile(slot, SqlText.read(row.getString(8)), stored);
            return new CatalogEntry(file, row.getInt(11), readTime(row, 12), row.getBoolean(14));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DamagedCatalogException("A row of stowage_file describes no valid file: " + e.getMessage(), e);
        }
    }

    static byte[] bytes(Fingerprint key) {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(key.first())
                .putLong(key.second())
                .putLong(key.third())
                .putLong(key.fourth())
                .array();
    }

    private static void writeTime(@Nullable Instant time, PreparedStatement to, int parameter) throws SQLException {
        if (time == null) {
            to.setNull(parameter, Types.BIGINT);
            to.setNull(parameter + 1, Types.INTEGER);
        } else {
            to.setLong(parameter, time.getEpochSecond());
            to.setInt(parameter + 1, time.getNano());
        }
    }

    private static @Nullable Instant readTime(ResultSet row, int column) throws SQLException {
        long seconds = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochSecond(seconds, row.getInt(column + 1));
    }
}

package org.stowage.catalog.sql;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.DamagedCatalogException;

/** Turns an exception of the database or its driver into one without passwords, URLs and rows. */
final class DatabaseFailure {

    private static final String MISSING_TABLE = "42P01";
    private static final Pattern SECRETS = Pattern.compile("jdbc:\\S+|(?i)password\\s*[=:]\\s*\\S+");
    private static final int DEPTH = 20;

    private DatabaseFailure() {}

    /** Returns damage if a table is missing, because building the catalog again creates it. */
    static IOException of(SQLException failure) {
        SQLException first = innermost(failure);
        String state = stateOf(failure);
        String text = "The database of the catalog failed: " + sentence(first)
                + (state == null ? "" : " (SQLState " + state + ")");
        SQLException told = new SQLException(text, state);
        told.setStackTrace(first.getStackTrace());
        return MISSING_TABLE.equals(state) ? new DamagedCatalogException(text, told) : new IOException(text, told);
    }

    static @Nullable String stateOf(SQLException failure) {
        return innermost(failure).getSQLState();
    }

    /** Returns the exception of the driver. Servers and batches wrap it, and the message of a batch contains rows. */
    private static SQLException innermost(SQLException failure) {
        SQLException found = failure;
        Throwable next = failure;
        for (int depth = 0; next != null && depth < DEPTH; depth++) {
            if (next instanceof SQLException sql) {
                found = sql;
                next = sql.getNextException() == null ? sql.getCause() : sql.getNextException();
            } else {
                next = next.getCause();
            }
        }
        return found;
    }

    /** Returns the first line of the message, because the database adds rows in further lines. */
    private static String sentence(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        String line = message.lines().findFirst().orElse("");
        return SECRETS.matcher(line).replaceAll("…");
    }
}

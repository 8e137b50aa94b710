package org.stowage.catalog.sql;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.DamagedCatalogException;

/** What a database or its driver says when it fails, without passwords, URLs and rows. */
final class DatabaseFailure {

    private static final String MISSING_TABLE = "42P01";
    private static final Pattern SECRETS = Pattern.compile("jdbc:\\S+|(?i)password\\s*[=:]\\s*\\S+");
    private static final int DEPTH = 20;

    private DatabaseFailure() {}

    /** Tells it as damage if a table is missing, which to build again helps against. */
    static IOException of(SQLException failure) {
        SQLException first = innermost(failure);
        String state = stateOf(failure);
        String text = "The database of the catalog failed: " + sentence(first)
                + (state == null ? "" : " (SQLState " + state + ")");
        SQLException told = new SQLException(text, state);
        told.setStackTrace(first.getStackTrace());
        return MISSING_TABLE.equals(state) ? new DamagedCatalogException(text, told) : new IOException(text, told);
    }

    /** Tells whether what was asked is not there. */
    static boolean isMissingTable(SQLException failure) {
        return MISSING_TABLE.equals(stateOf(failure));
    }

    static @Nullable String stateOf(SQLException failure) {
        return innermost(failure).getSQLState();
    }

    /** Servers and batches wrap what the driver says; that of a batch has the rows in it. */
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

    /** What the server adds in further lines has rows in it. */
    private static String sentence(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        String line = message.lines().findFirst().orElse("");
        return SECRETS.matcher(line).replaceAll("…");
    }
}

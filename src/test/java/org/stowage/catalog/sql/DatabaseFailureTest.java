package org.stowage.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.stowage.catalog.DamagedCatalogException;

/** Messages about a failure of the database go to a log that many people may read. */
final class DatabaseFailureTest {

    @Test
    void sentenceOfTheServerIsTold() {
        assertThat(DatabaseFailure.of(
                        new SQLException("ERROR: permission denied for schema public\n  Position: 28", "42501")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(
                        "The database of the catalog failed: ERROR: permission denied for schema public (SQLState 42501)");
    }

    @Test
    void passwordsAndUrlsAreNotTold() {
        String message =
                "Cannot connect to jdbc:postgresql://db/x?user=a&password=swordfish with Password: swordfish, sorry";
        assertThat(everythingOf(DatabaseFailure.of(new SQLException(message, "08001", new SQLException(message)))))
                .contains("Cannot connect to …", "sorry")
                .doesNotContain("swordfish", "//db");
    }

    @Test
    void rowsAreNotTold() {
        SQLException batch =
                new BatchUpdateException("Batch entry 0 insert … ('secret/path') was aborted", "22021", new int[0]);
        batch.setNextException(new SQLException("ERROR: invalid byte sequence\n  Detail: secret/path", "22021"));
        assertThat(everythingOf(DatabaseFailure.of(batch)))
                .contains("invalid byte sequence (SQLState 22021)")
                .doesNotContain("secret");
    }

    /** WildFly's pool says that it has no connection, and wraps what the driver said. */
    @Test
    void innermostReasonIsTold() {
        SQLException driver = new SQLException("Connection to db:5432 refused.", "08001");
        SQLException pool =
                new SQLException("IJ031084: Unable to create connection", new Exception("IJ000453", driver));
        assertThat(DatabaseFailure.of(pool)).hasMessageContaining("Connection to db:5432 refused. (SQLState 08001)");
    }

    @Test
    void missingTableIsDamage() {
        assertThat(DatabaseFailure.of(new SQLException("ERROR: relation does not exist", "42P01")))
                .isInstanceOf(DamagedCatalogException.class);
    }

    @Test
    void failureWithoutTextOrStateIsToldToo() {
        assertThat(DatabaseFailure.of(new SQLException())).hasMessage("The database of the catalog failed: null");
    }

    private static String everythingOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}

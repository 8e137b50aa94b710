package org.stowage.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogContract;
import org.stowage.catalog.CatalogEngine;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.SampleEntry;
import org.stowage.program.NeedsProgram;

/** The catalog in PostgreSQL does what every catalog does; all tests share one database, each with a store of its own. */
@NeedsProgram(value = Postgres.PROGRAM, packages = Postgres.PACKAGES)
final class SqlCatalogTest extends CatalogContract {

    @TempDir
    static Path folder;

    private static Postgres postgres;
    private static LentConnections connections;

    private String store = "";

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start(folder);
        connections = new LentConnections(postgres.newDatabase());
    }

    @AfterAll
    static void stop() throws Exception {
        connections.close();
        postgres.close();
    }

    @AfterEach
    void allConnectionsWereGivenBackAsTheyWere() {
        assertThat(connections.open()).isZero();
        assertThat(connections.complaints()).isEmpty();
    }

    @Test
    void largeBatchIsAppliedWhole() throws Exception {
        List<CatalogChange> changes = new ArrayList<>();
        for (int file = 0; file < 10_000; file++) {
            changes.add(SampleEntry.of("a/" + file).size(1).put());
        }
        for (int file = 0; file < 10_000; file += 2) {
            changes.add(SampleEntry.of("a/" + file).size(2).put());
            changes.add(SampleEntry.of("a/" + (file + 1)).remove());
        }
        catalog().apply(changes, Map.of());
        List<CatalogEntry> found = catalog().find(FileQuery.all(FileQuery.Order.LARGEST, 20_000));
        assertThat(found).hasSize(5000).allMatch(entry -> entry.file().size() == 2);
    }

    @Override
    protected CatalogEngine engine() {
        store = UUID.randomUUID().toString();
        return otherEngine();
    }

    @Override
    protected CatalogEngine otherEngine() {
        return new SqlEngine(connections.source(), store);
    }
}

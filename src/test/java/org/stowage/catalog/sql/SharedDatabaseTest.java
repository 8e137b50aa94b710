package org.stowage.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.stowage.catalog.Catalog;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.SampleEntry;
import org.stowage.program.NeedsProgram;

/** Several nodes over one store, and several stores in one database. */
@NeedsProgram(value = Postgres.PROGRAM, packages = Postgres.PACKAGES)
final class SharedDatabaseTest {

    private static final String STORE = "8d0b7d8e-6a0b-4a43-8a44-5b1f3b6b0c01";
    private static final String OTHER_STORE = "8d0b7d8e-6a0b-4a43-8a44-5b1f3b6b0c02";
    private static final int NODES = 4;
    private static final int ROUNDS = 20;
    private static final int FILES = 300;

    @TempDir
    static Path folder;

    private static Postgres postgres;

    private final ExecutorService nodes = Executors.newFixedThreadPool(NODES);
    private PGSimpleDataSource database;
    private LentConnections connections;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void begin() throws Exception {
        database = postgres.newDatabase();
        connections = new LentConnections(database);
    }

    @AfterEach
    void end() throws Exception {
        nodes.shutdownNow();
        connections.close();
    }

    @Test
    void nodesThatBeginAtOnceMakeTheTablesOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            PGSimpleDataSource empty = postgres.newDatabase();
            onAllNodes(node -> new SqlEngine(empty, node % 2 == 0 ? STORE : OTHER_STORE)
                    .openToWrite()
                    .orElseThrow()
                    .find(FileQuery.all(FileQuery.Order.NEWEST, 1)));
        }
    }

    @Test
    void nodesThatChangeTheSameFilesInAnotherOrderDoNotStopEachOther() throws Exception {
        onAllNodes(node -> {
            CatalogWriter writer = writer(STORE);
            for (int round = 0; round < ROUNDS; round++) {
                writer.apply(mixed(node), Map.of("node", "" + node, "also node", "" + node));
            }
            return node;
        });

        CatalogWriter writer = writer(STORE);
        Map<String, String> properties = writer.properties();
        assertThat(properties).hasSize(2).containsEntry("also node", properties.get("node"));
        int last = Integer.parseInt(properties.get("node"));
        assertThat(files(writer)).containsExactlyInAnyOrderElementsOf(put(last));
    }

    /** Each node puts files that the others remove. */
    private static List<CatalogChange> mixed(int node) {
        List<CatalogChange> changes = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            changes.add(file % NODES == node ? file(file).put() : file(file).remove());
        }
        Collections.rotate(changes, node * FILES / NODES);
        if (node % 2 == 1) {
            Collections.reverse(changes);
        }
        return changes;
    }

    private static List<CatalogEntry> put(int node) {
        return IntStream.range(0, FILES)
                .filter(file -> file % NODES == node)
                .mapToObj(file -> file(file).entry())
                .toList();
    }

    @Test
    void storesOfOneDatabaseDoNotSeeEachOther() throws Exception {
        CatalogWriter writer = writer(STORE);
        writer.apply(puts(3), Map.of("a", "b"));
        assertThat(engine(OTHER_STORE).openToRead()).isEmpty();

        CatalogWriter other = writer(OTHER_STORE);
        other.apply(List.of(file(0).remove()), Map.of("c", "d"));

        assertThat(files(other)).isEmpty();
        assertThat(files(writer)).hasSize(3);
        assertThat(other.properties()).isEqualTo(Map.of("c", "d"));
        assertThat(writer.properties()).isEqualTo(Map.of("a", "b"));
        other.sum(0, (tenant, owner, day, count, bytes) -> {
            throw new AssertionError("the other store has no files");
        });
    }

    @Test
    void oneStoreIsDiscardedAndTheOthersStay() throws Exception {
        CatalogWriter writer = writer(STORE);
        writer.apply(puts(3), Map.of("a", "b"));
        writer(OTHER_STORE).apply(puts(4), Map.of("c", "d"));

        engine(OTHER_STORE).discard();

        assertThat(files(writer)).hasSize(3);
        assertThat(writer.properties()).isEqualTo(Map.of("a", "b"));
        assertThat(engine(OTHER_STORE).openToRead()).isEmpty();
        assertThat(files(writer(OTHER_STORE))).isEmpty();
        assertThat(Postgres.count(database, "stowage_file")).isEqualTo(3);
        assertThat(Postgres.count(database, "stowage_property")).isEqualTo(1);
    }

    @Test
    void nodeWhoseCatalogAnotherNodeHasDiscardedOpensItAnew() throws Exception {
        CatalogWriter old = writer(STORE);
        old.apply(puts(3), Map.of("a", "b"));
        engine(STORE).discard();
        CatalogWriter anew = writer(STORE);

        assertThatIOException().isThrownBy(() -> old.apply(puts(3), Map.of())).withMessageContaining("discarded");

        assertThat(files(anew)).isEmpty();
    }

    @Test
    void otherNodesSeeWhatOneHasApplied() throws Exception {
        CatalogWriter writer = writer(STORE);
        Catalog reader = engine(STORE).openToRead().orElseThrow();

        writer.apply(puts(3), Map.of());

        assertThat(files(reader)).hasSize(3);
    }

    /** The node holds the lock, but its machine was switched off, and PostgreSQL is not informed of that. */
    @Test
    void nodeThatFallsSilentInTheMiddleLosesItsTurn() throws Exception {
        LentConnections lent = new LentConnections(database);
        CatalogWriter silent = new SqlEngine(lent.source(), STORE, Duration.ofSeconds(1))
                .openToWrite()
                .orElseThrow();
        CatalogWriter other = writer(STORE);
        CountDownLatch falls = new CountDownLatch(1);
        CountDownLatch speaks = new CountDownLatch(1);
        lent.beforeCommit(() -> {
            falls.countDown();
            await(speaks);
        });

        Future<?> lost = nodes.submit(() -> {
            silent.apply(puts(1), Map.of());
            return silent;
        });
        await(falls);
        other.apply(List.of(file(2).put()), Map.of());
        speaks.countDown();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> lost.get(1, TimeUnit.MINUTES))
                .withCauseInstanceOf(IOException.class);
        assertThat(files(other)).containsExactly(file(2).entry());
        lent.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<CatalogChange> puts(int count) {
        return IntStream.range(0, count).mapToObj(file -> file(file).put()).toList();
    }

    private static SampleEntry file(int number) {
        return SampleEntry.of("a/" + number);
    }

    private SqlEngine engine(String store) {
        return new SqlEngine(connections.source(), store);
    }

    private CatalogWriter writer(String store) throws IOException {
        return engine(store).openToWrite().orElseThrow();
    }

    private static List<CatalogEntry> files(Catalog catalog) throws IOException {
        return catalog.find(FileQuery.all(FileQuery.Order.OLDEST, Integer.MAX_VALUE));
    }

    /** The steps of a node. */
    @FunctionalInterface
    private interface Node {
        Object act(int node) throws Exception;
    }

    /** Starts the steps on all nodes at once, and waits for all. */
    private void onAllNodes(Node steps) throws Exception {
        CyclicBarrier start = new CyclicBarrier(NODES);
        List<Future<Object>> all = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            int node = i;
            all.add(nodes.submit(() -> {
                start.await();
                return steps.act(node);
            }));
        }
        for (Future<Object> each : all) {
            each.get();
        }
    }
}

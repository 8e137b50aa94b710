package org.stowage.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileQuery.Order;
import org.stowage.catalog.SampleEntry;
import org.stowage.link.Relay;
import org.stowage.program.NeedsProgram;

/**
 * The database goes away at any moment and comes back. Questions in between fail with an exception; later questions are
 * answered.
 */
@NeedsProgram(value = Postgres.PROGRAM, packages = Postgres.PACKAGES)
final class DatabaseLossTest {

    private static final String STORE = "5f0e3a52-2f3a-4c4e-9b0e-6d1a6c1d7a01";
    private static final FileQuery ALL = FileQuery.all(Order.OLDEST, 100_000);

    /** More rows than the driver fetches at once. */
    private static final int MANY = 3000;

    @TempDir
    static Path folder;

    private static Postgres postgres;

    private final ExecutorService node = Executors.newSingleThreadExecutor();
    private PGSimpleDataSource database;
    private LentConnections connections;
    private CatalogWriter catalog;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void open() throws Exception {
        database = postgres.newDatabase();
        connections = new LentConnections(database);
        catalog = new SqlEngine(connections.source(), STORE).openToWrite().orElseThrow();
    }

    @AfterEach
    void allConnectionsWereGivenBackAsTheyWere() throws Exception {
        node.shutdownNow();
        connections.close();
        assertThat(connections.open()).isZero();
        assertThat(connections.complaints()).isEmpty();
    }

    @Test
    void databaseThatIsRestartedIsAskedAgain() throws Exception {
        catalog.apply(puts(10), Map.of("a", "b"));
        postgres.stop();
        try {
            assertThatIOException().isThrownBy(() -> catalog.find(ALL)).withMessageContaining("SQLState");
            assertThatIOException().isThrownBy(() -> catalog.apply(puts(20), Map.of()));
            assertThatIOException().isThrownBy(() -> catalog.forEach(3, file -> {}));
            assertThatIOException().isThrownBy(() -> catalog.sum(0, (tenant, owner, day, files, bytes) -> {}));
            assertThatIOException().isThrownBy(catalog::properties);
            assertThatIOException().isThrownBy(engine()::openToWrite);
            assertThatIOException().isThrownBy(engine()::openToRead);
            assertThatIOException().isThrownBy(engine()::discard);
        } finally {
            postgres.begin();
        }

        assertThat(catalog.find(ALL)).hasSize(10);
        catalog.apply(puts(20), Map.of("a", "c"));
        assertThat(engine().openToRead().orElseThrow().find(ALL)).hasSize(20);
        assertThat(catalog.properties()).isEqualTo(Map.of("a", "c"));
    }

    /** A failure of the pool itself, for example of WildFly's when the server stops, has no SQLState. */
    @Test
    void poolThatLendsNothingIsTold() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        DataSource pool = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (ended.get()) {
                        throw new SQLException("IJ000451: The connection manager is shutdown");
                    }
                    return method.invoke(database, arguments);
                });
        CatalogWriter writer = new SqlEngine(pool, STORE).openToWrite().orElseThrow();
        ended.set(true);
        String sentence = "The database of the catalog failed: IJ000451: The connection manager is shutdown";
        assertThatIOException()
                .isThrownBy(() -> writer.apply(puts(1), Map.of()))
                .withMessage(sentence);
        assertThatIOException().isThrownBy(() -> writer.find(ALL)).withMessage(sentence);
    }

    @Test
    void restartWhileFilesAreShownIsTold() throws Exception {
        catalog.apply(puts(MANY), Map.of());
        AtomicInteger shown = new AtomicInteger();
        assertThatIOException()
                .isThrownBy(() -> catalog.forEach(3, file -> {
                    if (shown.incrementAndGet() == 1) {
                        restart();
                    }
                }));
        assertThat(shown.get()).isLessThan(MANY);
        assertThat(catalog.find(ALL)).hasSize(MANY);
    }

    @Test
    void nothingOfABatchIsThereWhoseConnectionWasEnded() throws Exception {
        catalog.apply(puts(10), Map.of("a", "b"));
        connections.beforeCommit(this::endAllBackends);
        assertThatIOException().isThrownBy(() -> catalog.apply(puts(MANY), Map.of("a", "c")));
        connections.beforeCommit(() -> {});

        assertThat(catalog.find(ALL)).hasSize(10);
        assertThat(catalog.properties()).isEqualTo(Map.of("a", "b"));
        catalog.apply(puts(MANY), Map.of("a", "c"));
        assertThat(catalog.find(ALL)).hasSize(MANY);
    }

    @Test
    void whoWaitsForItsTurnIsToldIfItsConnectionIsEnded() throws Exception {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from stowage_store for update");
            Future<?> waiting = node.submit(() -> {
                catalog.apply(puts(10), Map.of());
                return catalog;
            });
            while (endBackends("wait_event_type = 'Lock'") == 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> waiting.get(1, TimeUnit.MINUTES))
                    .withCauseInstanceOf(IOException.class);
        }
        assertThat(catalog.find(ALL)).isEmpty();
    }

    @Test
    void nobodyWaitsForEverForAnotherNode() throws Exception {
        CatalogWriter impatient = new SqlEngine(connections.source(), STORE, Duration.ofSeconds(1))
                .openToWrite()
                .orElseThrow();
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from stowage_store for update");
            assertThatIOException()
                    .isThrownBy(() -> impatient.apply(puts(1), Map.of()))
                    .withMessageContaining("SQLState");
        }
        impatient.apply(puts(1), Map.of());
        assertThat(catalog.find(ALL)).hasSize(1);
    }

    /** The connection stays open, but no answer comes. */
    @Test
    void nobodyWaitsForEverForADatabaseThatFallsSilent() throws Exception {
        try (Relay relay = Relay.to(postgres.port(), Duration.ZERO);
                LentConnections distant = new LentConnections(database)) {
            database.setPortNumbers(new int[] {relay.port()});
            SqlEngine engine = new SqlEngine(distant.source(), STORE, Duration.ofSeconds(1));
            CatalogWriter far = engine.openToWrite().orElseThrow();
            Thread silence = new Thread(() -> hush(relay), "silence");
            silence.start();
            while (silence.getState() != Thread.State.TIMED_WAITING) {
                TimeUnit.MILLISECONDS.sleep(5);
            }

            assertThatIOException().isThrownBy(() -> far.find(ALL));

            silence.interrupt();
            silence.join();
            far.apply(puts(3), Map.of());
            assertThat(far.find(ALL)).hasSize(3);
        }
    }

    private static void hush(Relay relay) {
        try {
            relay.watch().clientsSendUnheard(Long.MAX_VALUE / 2, Duration.ofMinutes(2));
        } catch (InterruptedException enough) {
            // The relay forwards again what clients send.
        }
    }

    private static void restart() {
        try {
            postgres.stop();
            postgres.begin();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void endAllBackends() {
        try {
            assertThat(endBackends("true")).isPositive();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the other connections to this database that meet a condition; returns how many. */
    private int endBackends(String condition) throws SQLException {
        String sql = "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid() and " + condition;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private SqlEngine engine() {
        return new SqlEngine(connections.source(), STORE);
    }

    private static List<CatalogChange> puts(int count) {
        return IntStream.range(0, count)
                .mapToObj(file -> SampleEntry.of("a/" + file).put())
                .toList();
    }
}

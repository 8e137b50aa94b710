package org.stowage.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.DamagedCatalogException;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileQuery.Order;
import org.stowage.catalog.SampleEntry;
import org.stowage.program.NeedsProgram;

/** Tables of another version, tables that somebody has changed, and tables that cannot be created. */
@NeedsProgram(value = Postgres.PROGRAM, packages = Postgres.PACKAGES)
final class StrangeTablesTest {

    private static final String STORE = "0a8f2f2e-93a5-4d0b-bb1b-64e0b1ef2c01";
    private static final FileQuery ALL = FileQuery.all(Order.OLDEST, 100);

    @TempDir
    static Path folder;

    private static Postgres postgres;

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
        catalog = engine().openToWrite().orElseThrow();
        catalog.apply(List.of(SampleEntry.of("a/b").put()), Map.of("a", "b"));
    }

    @AfterEach
    void close() throws Exception {
        connections.close();
    }

    @Test
    void catalogOfAnotherVersionIsDiscardedAndBegunAnew() throws Exception {
        Postgres.execute(database, "update stowage_store set version = 2");
        assertDamaged(() -> engine().openToWrite());
        assertDamaged(() -> engine().openToRead());
        assertBegunAnew();
    }

    @ParameterizedTest
    @ValueSource(strings = {"path = '../b'", "path = ''", "size = -1", "owner = ' '", "stored = 9223372036854775807"})
    void rowThatCannotBeAFileIsDamage(String change) throws Exception {
        Postgres.execute(database, "update stowage_file set " + change);
        assertDamaged(() -> catalog.find(ALL));
        assertDamaged(() -> catalog.forEach(3, file -> {}));
        assertBegunAnew();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stowage_file",
                "stowage_property",
                "stowage_store",
                "stowage_file, stowage_property, stowage_store"
            })
    void tableThatIsGoneIsDamage(String tables) throws Exception {
        Postgres.execute(database, "drop table " + tables);
        assertDamaged(() -> catalog.apply(List.of(SampleEntry.of("c").put()), Map.of("c", "d")));
        assertBegunAnew();
    }

    /** Building the catalog again would not help, so the message must say what is wrong. */
    @Test
    void tableOfSomebodyElseIsNotTouched() throws Exception {
        PGSimpleDataSource other = postgres.newDatabase();
        Postgres.execute(other, "create table stowage_file (name text)", "insert into stowage_file values ('theirs')");
        SqlEngine engine = new SqlEngine(other, STORE);
        assertThatIOException()
                .isThrownBy(engine::openToWrite)
                .isNotInstanceOf(DamagedCatalogException.class)
                .withMessageContaining("column");
        assertThat(Postgres.count(other, "stowage_file")).isEqualTo(1);
    }

    /** PostgreSQL cannot keep NUL and unpaired surrogates. A damaged or foreign store may contain them. */
    @Test
    void textThatTheDatabaseCannotHoldComesBackAsItWas() throws Exception {
        CatalogEntry odd = SampleEntry.of("mon\u0000tague\ud800", "a")
                .type("text/\u0000\u001b")
                .sha256("\udc00")
                .entry();
        catalog.apply(List.of(new CatalogChange.Put(odd)), Map.of("n\u0000", "\u0000\ud800"));
        assertThat(catalog.find(
                        new FileQuery(odd.file().key().tenant(), null, null, "\udc00", null, false, Order.OLDEST, 9)))
                .containsExactly(odd);
        assertThat(catalog.properties()).isEqualTo(Map.of("n\u0000", "\u0000\ud800"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\ud800", "\udc00", "a/b\u0000"})
    void nothingHasATextThatTheDatabaseCannotHold(String text) throws Exception {
        assertThat(catalog.find(new FileQuery(null, text, null, null, null, false, Order.OLDEST, 9)))
                .isEmpty();
        assertThat(catalog.find(new FileQuery(null, null, text, null, null, false, Order.OLDEST, 9)))
                .isEmpty();
        assertThat(catalog.find(new FileQuery(text, null, null, text, null, false, Order.OLDEST, 9)))
                .isEmpty();
    }

    @Test
    void tablesThatAnAdminHasMadeNeedNoRightToMakeTables() throws Exception {
        Postgres.execute(
                database,
                "create role clerk login",
                "grant select, insert, update, delete on all tables in schema public to clerk");
        PGSimpleDataSource asClerk = postgres.sameDatabaseAs(database, "clerk");
        CatalogWriter clerks =
                new SqlEngine(asClerk, "another store").openToWrite().orElseThrow();
        clerks.apply(List.of(SampleEntry.of("c").put()), Map.of());
        assertThat(clerks.find(ALL)).hasSize(1);
    }

    @Test
    void whoMayNotMakeTablesIsToldSo() throws Exception {
        PGSimpleDataSource empty = postgres.newDatabase();
        Postgres.execute(empty, "create role stranger login");
        assertThatIOException()
                .isThrownBy(() -> new SqlEngine(postgres.sameDatabaseAs(empty, "stranger"), STORE).openToWrite())
                .withMessageContaining("permission denied for schema public");
    }

    @Test
    void encodingThatHasNotEveryCharacterIsRefused() throws Exception {
        PGSimpleDataSource latin = postgres.newDatabase("template template0 encoding 'LATIN1'");
        assertThatIOException()
                .isThrownBy(() -> new SqlEngine(latin, STORE).openToWrite())
                .withMessageContaining("LATIN1");
    }

    private void assertBegunAnew() throws IOException {
        engine().discard();
        assertThat(engine().openToRead()).isEmpty();
        CatalogWriter anew = engine().openToWrite().orElseThrow();
        assertThat(anew.find(ALL)).isEmpty();
        assertThat(anew.properties()).isEmpty();
        anew.apply(List.of(SampleEntry.of("c").put()), Map.of("c", "d"));
        assertThat(anew.find(ALL)).hasSize(1);
        assertThat(anew.properties()).isEqualTo(Map.of("c", "d"));
    }

    private static void assertDamaged(ThrowingCallable call) {
        assertThatExceptionOfType(DamagedCatalogException.class).isThrownBy(call);
    }

    private SqlEngine engine() {
        return new SqlEngine(connections.source(), STORE);
    }
}

package org.stowage.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.catalog.FileQuery.Order;
import org.stowage.program.Seed;
import org.stowage.storage.Fingerprint;

/** The tests that every engine must pass. */
@Timeout(120)
public abstract class CatalogContract {

    private static final String A_HASH = "0123456789abcdef".repeat(4);

    private final List<Catalog> opened = new ArrayList<>();
    private CatalogWriter catalog;

    /** Returns the engine under test, with an empty place. Called once before each test. */
    protected abstract CatalogEngine engine();

    /** Returns an engine with the place of the last one, as another process would open it. */
    protected abstract CatalogEngine otherEngine();

    @BeforeEach
    final void open() throws IOException {
        catalog = opened(engine().openToWrite().orElseThrow());
    }

    @AfterEach
    final void closeAll() throws IOException {
        for (Catalog each : opened) {
            each.close();
        }
    }

    /** Returns the catalog that the test writes. */
    protected final CatalogWriter catalog() {
        return catalog;
    }

    /** Closes a catalog after the test. */
    protected final <C extends Catalog> C opened(C other) {
        opened.add(other);
        return other;
    }

    /** Closes the catalog and opens it as another process would. */
    protected final CatalogWriter reopen() throws IOException {
        catalog.close();
        catalog = opened(otherEngine().openToWrite().orElseThrow());
        return catalog;
    }

    @Test
    void newCatalogIsEmpty() throws IOException {
        assertThat(all()).isEmpty();
        assertThat(catalog.properties()).isEmpty();
        assertThat(shard(0)).isEmpty();
        assertThat(sums(0)).isEmpty();
    }

    @Test
    void fileThatWasPutIsFound() throws IOException {
        put(SampleEntry.of("a/b"));
        assertThat(all()).containsExactly(SampleEntry.of("a/b").entry());
    }

    @Test
    void laterPutTakesThePlaceOfTheFormer() throws IOException {
        put(SampleEntry.of("a/b").owner("romeo").size(1));
        put(SampleEntry.of("a/b").owner("juliet").size(2).shard(4));
        assertThat(all())
                .containsExactly(
                        SampleEntry.of("a/b").owner("juliet").size(2).shard(4).entry());
        assertThat(find(query().owner("romeo"))).isEmpty();
        assertThat(shard(3)).isEmpty();
        assertThat(sums(30_000)).containsExactly(Map.entry(" | <juliet> | earlier", "1 files, 2 bytes"));
    }

    @Test
    void removedFileIsGoneAndCanBePutAgain() throws IOException {
        put(SampleEntry.of("a/b"), SampleEntry.of("a/c"));
        apply(SampleEntry.of("a/b").remove());
        assertThat(all()).containsExactly(SampleEntry.of("a/c").entry());
        put(SampleEntry.of("a/b"));
        assertThat(all()).hasSize(2);
    }

    @Test
    void removalOfWhatIsNotThereChangesNothing() throws IOException {
        put(SampleEntry.of("a/c"));
        apply(SampleEntry.of("a/b").remove());
        assertThat(all()).containsExactly(SampleEntry.of("a/c").entry());
    }

    @Test
    void samePathOfAnotherTenantIsAnotherFile() throws IOException {
        put(SampleEntry.of("a/b"), SampleEntry.of("montague", "a/b"));
        apply(SampleEntry.of("a/b").remove());
        assertThat(all()).containsExactly(SampleEntry.of("montague", "a/b").entry());
    }

    @Test
    void changesAppliedTwiceDoNoMoreThanOnce() throws IOException {
        List<CatalogChange> changes = List.of(
                SampleEntry.of("a").put(),
                SampleEntry.of("b").put(),
                SampleEntry.of("b").remove());
        catalog.apply(changes, Map.of());
        catalog.apply(changes, Map.of());
        assertThat(all()).containsExactly(SampleEntry.of("a").entry());
    }

    @Test
    void laterChangeOfAKeyInOneBatchCounts() throws IOException {
        apply(
                SampleEntry.of("a").size(1).put(),
                SampleEntry.of("b").put(),
                SampleEntry.of("c").remove(),
                SampleEntry.of("a").size(2).put(),
                SampleEntry.of("b").remove(),
                SampleEntry.of("c").put(),
                SampleEntry.of("d").put(),
                SampleEntry.of("d").remove(),
                SampleEntry.of("d").size(9).put());
        assertThat(all())
                .containsExactlyInAnyOrder(
                        SampleEntry.of("a").size(2).entry(),
                        SampleEntry.of("c").entry(),
                        SampleEntry.of("d").size(9).entry());
    }

    static Stream<SampleEntry> oddEntries() {
        SampleEntry plain = SampleEntry.of("a/b");
        return Stream.of(
                plain.owner("romeo@montague.example"),
                plain.owner("RÓMEO@montague.example"),
                plain.owner("日本語\uD83D\uDE00' \"%_*?\\"),
                plain.owner("é".repeat(1535)),
                plain.size(0),
                plain.size(Long.MAX_VALUE),
                plain.type(""),
                plain.type("text/plain; charset=\"utf-8\"; x=ß"),
                plain.expires(Instant.MAX),
                plain.expires(Instant.MIN),
                plain.expires(Instant.EPOCH),
                plain.tokenEnds(Instant.EPOCH),
                plain.tokenEnds(Instant.MAX),
                plain.due(Instant.MAX),
                plain.due(Instant.MIN),
                plain.due("2026-11-27T10:15:30.000000001Z"),
                plain.stored(Instant.MAX),
                plain.stored(Instant.MIN),
                plain.stored("1969-12-31T23:59:59.999999999Z"),
                plain.sha256(A_HASH),
                plain.shard(0),
                plain.shard(65_535),
                plain.evictable(false),
                SampleEntry.of("MONTAGUE", "a"),
                SampleEntry.of("montague.example-2", "a"),
                SampleEntry.of("\uD83D\uDE00/日本語/e\u0301\u00e9\u200f"),
                SampleEntry.of("a b'\"\\%_*?[]{}()|;--&+=#~`$^<>,:@!"),
                SampleEntry.of(" "),
                SampleEntry.of("\u2028\uFFFE\uFEFF"),
                SampleEntry.of("x".repeat(2048)),
                SampleEntry.of("é".repeat(1024)),
                SampleEntry.of("\u0130".repeat(1024)));
    }

    @ParameterizedTest
    @MethodSource("oddEntries")
    void entryComesBackAsItWasPut(SampleEntry sample) throws IOException {
        put(SampleEntry.of("other"), sample);
        assertThat(all()).containsExactlyInAnyOrder(SampleEntry.of("other").entry(), sample.entry());
        assertThat(shard(sample.shard())).contains(sample.entry());
        assertThat(find(query().tenant(sample.key().tenant())
                        .pathPart(sample.key().path())))
                .containsExactly(sample.entry());
        reopen();
        assertThat(all()).contains(sample.entry());
        apply(sample.remove());
        assertThat(all()).doesNotContain(sample.entry());
    }

    @Test
    void filesAreFoundByTenant() throws IOException {
        put(SampleEntry.of("a"), SampleEntry.of("montague", "b"), SampleEntry.of("Montague", "c"));
        assertThat(paths(query().tenant(""))).containsExactly("a");
        assertThat(paths(query().tenant("montague"))).containsExactly("b");
        assertThat(paths(query().tenant("capulet"))).isEmpty();
    }

    @Test
    void filesAreFoundByOwnerAcrossTenants() throws IOException {
        put(
                SampleEntry.of("a").owner("romeo"),
                SampleEntry.of("montague", "b").owner("romeo"),
                SampleEntry.of("c").owner("Romeo"),
                SampleEntry.of("d").owner("rome"),
                SampleEntry.of("e"));
        assertThat(paths(query().owner("romeo"))).containsExactlyInAnyOrder("a", "b");
        assertThat(paths(query().owner("romeo").tenant("montague"))).containsExactly("b");
        assertThat(paths(query().owner("romeo").tenant(""))).containsExactly("a");
        assertThat(paths(query().owner("juliet"))).isEmpty();
    }

    @Test
    void filesAreFoundByContent() throws IOException {
        put(
                SampleEntry.of("a").sha256(A_HASH),
                SampleEntry.of("b"),
                SampleEntry.of("c").sha256(A_HASH));
        assertThat(paths(query().sha256(A_HASH))).containsExactlyInAnyOrder("a", "c");
        assertThat(paths(query().sha256("f".repeat(64)))).isEmpty();
        assertThat(paths(query().sha256(A_HASH.substring(2) + "00"))).isEmpty();
        assertThat(paths(query().sha256(A_HASH.substring(0, 62) + "00"))).isEmpty();
        assertThat(paths(query().sha256("no hash at all: 日".repeat(9)))).isEmpty();
    }

    @Test
    void filesAreFoundByWhenTheyAreDue() throws IOException {
        put(
                SampleEntry.of("never"),
                SampleEntry.of("first").due("2026-11-27T10:15:30.000000001Z"),
                SampleEntry.of("second").due("2026-11-27T10:15:30.000000002Z"),
                SampleEntry.of("early").due("0999-01-01T00:00:00Z"),
                SampleEntry.of("late").due("9999-12-31T00:00:00Z"),
                SampleEntry.of("last").due(Instant.MAX));
        assertThat(paths(due("2026-11-27T10:15:30Z"))).containsExactly("early");
        assertThat(paths(due("2026-11-27T10:15:30.000000001Z"))).containsExactly("early", "first");
        assertThat(paths(due("2026-11-27T10:15:31Z"))).containsExactly("early", "first", "second");
        assertThat(paths(due("9999-12-30T23:59:59.999999999Z")))
                .doesNotContain("late")
                .hasSize(3);
        assertThat(paths(due("+10000-01-01T00:00:00Z"))).contains("late").doesNotContain("last");
        assertThat(paths(query().dueBy(Instant.MAX).order(Order.DUE)))
                .containsExactly("early", "first", "second", "late", "last");
        assertThat(paths(query().dueBy(Instant.MIN))).isEmpty();
    }

    @Test
    void filesAreFoundWithinShards() throws IOException {
        put(
                SampleEntry.of("a").shard(1),
                SampleEntry.of("b").shard(2).owner("romeo"),
                SampleEntry.of("c").shard(255).owner("romeo"));
        FileQuery all = FileQuery.all(Order.ANY, 10);
        assertThat(pathsOf(all.within(Set.of(1, 255)))).containsExactlyInAnyOrder("a", "c");
        assertThat(pathsOf(query().owner("romeo").toQuery().within(Set.of(1, 2))))
                .containsExactly("b");
        assertThat(pathsOf(all.within(Set.of(3)))).isEmpty();
        assertThat(pathsOf(all.within(Set.of()))).isEmpty();
        assertThat(pathsOf(all.within(Set.of(1)).within(null))).hasSize(3);
    }

    private List<String> pathsOf(FileQuery query) throws IOException {
        return catalog.find(query).stream()
                .map(entry -> entry.file().key().path())
                .toList();
    }

    @Test
    void propertiesAreChangedFromThoseThatTheCatalogHas() throws IOException {
        catalog.apply(List.of(), Map.of("a", "1", "b", "1"));
        Map<String, String> next = catalog.apply(
                List.of(),
                now -> {
                    Map<String, String> changed = new HashMap<>(now);
                    changed.put("a", "2");
                    return changed;
                },
                7);
        assertThat(next).isEqualTo(Map.of("a", "2", "b", "1")).isEqualTo(catalog.properties());
    }

    @Test
    void filesAreFoundByTypeSizeAndTime() throws IOException {
        Instant noon = Instant.parse("2026-11-27T12:00:00Z");
        put(
                SampleEntry.of("small").size(1).stored(noon.minusNanos(1)),
                SampleEntry.of("usual").size(5).stored(noon).type("Image/PNG; q=1"),
                SampleEntry.of("large").size(9).stored(noon.plusNanos(1)).type("text/plain"));
        assertThat(paths(within(new FileBounds(null, 5L, null, null, null)))).containsExactly("large", "usual");
        assertThat(paths(within(new FileBounds(null, null, 5L, null, null)))).containsExactly("usual", "small");
        assertThat(paths(within(new FileBounds(null, null, null, noon, null)))).containsExactly("large", "usual");
        assertThat(paths(within(new FileBounds(null, null, null, null, noon)))).containsExactly("small");
        assertThat(paths(within(new FileBounds("image/png", null, null, null, null))))
                .containsExactly("usual", "small");
        assertThat(paths(within(new FileBounds("text/*", null, null, null, null))))
                .containsExactly("large");
        assertThat(paths(within(new FileBounds("image/p", null, null, null, null))))
                .isEmpty();
        assertThat(paths(within(new FileBounds("%", null, null, null, null)))).isEmpty();
    }

    @Test
    void filesAreCountedBySameConditions() throws IOException {
        put(
                SampleEntry.of("a").size(3).owner("romeo"),
                SampleEntry.of("b").size(4).owner("romeo"),
                SampleEntry.of("c"));
        assertThat(catalog.total(query().owner("romeo").toQuery())).isEqualTo(new FileTotal(2, 7));
        assertThat(catalog.total(query().toQuery())).isEqualTo(new FileTotal(3, 12));
        assertThat(catalog.total(query().owner("juliet").toQuery())).isEqualTo(new FileTotal(0, 0));
        assertThat(catalog.total(query().order(Order.DUE).toQuery())).isEqualTo(new FileTotal(0, 0));
        apply(new CatalogChange.Remove(fingerprint("a")));
        assertThat(catalog.total(query().owner("romeo").toQuery())).isEqualTo(new FileTotal(1, 4));
    }

    /** Most files are equal in the order, so that only their keys decide. */
    @ParameterizedTest
    @EnumSource(
            value = Order.class,
            names = {"NEWEST", "OLDEST", "LARGEST", "DUE"})
    void pagesMakeUpTheWholeAnswer(Order order) throws IOException {
        Instant time = Instant.parse("2026-11-27T12:00:00.000000007Z");
        for (int i = 0; i < 100; i++) {
            SampleEntry sample = SampleEntry.of("f" + i)
                    .size(i % 3)
                    .stored(time.plusNanos(i % 2))
                    .due(time);
            put(i % 10 == 0 ? sample.due(time.plusSeconds(1)) : sample);
        }
        FileQuery query = FileQuery.all(order, 7);
        List<CatalogEntry> whole = catalog.find(query.withLimit(1000));
        List<CatalogEntry> paged = new ArrayList<>();
        List<CatalogEntry> page = catalog.find(query);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = catalog.find(query.behind(FilePosition.behind(page.get(page.size() - 1))));
        }
        assertThat(paged).isEqualTo(whole).hasSize(100);
    }

    @Test
    void onlyFilesThatMayBeEvictedAreFoundIfAskedFor() throws IOException {
        put(
                SampleEntry.of("a").owner("romeo"),
                SampleEntry.of("b").owner("romeo").evictable(false));
        put(SampleEntry.of("c").owner("juliet"));
        assertThat(paths(query().evictableOnly(true))).containsExactlyInAnyOrder("a", "c");
        assertThat(catalog.find(FileQuery.evictable("", "romeo", 10)))
                .containsExactly(SampleEntry.of("a").owner("romeo").entry());
    }

    static Stream<String> odd() {
        return Stream.of(
                "%", "_", "*", "?", "\\", "'", "\"", "[", "]", ".*", "a+", "^", "$", "(", "|", "#", "~", "@", "&");
    }

    @ParameterizedTest
    @MethodSource("odd")
    void everyCharacterOfAPartOfThePathStandsForItself(String odd) throws IOException {
        put(SampleEntry.of("xa1bx"), SampleEntry.of("xabx"), SampleEntry.of("xa" + odd + "bx"), SampleEntry.of("aaa"));
        assertThat(paths(query().pathPart(odd))).containsExactly("xa" + odd + "bx");
        assertThat(paths(query().pathPart("A" + odd + "B"))).containsExactly("xa" + odd + "bx");
    }

    @Test
    void partOfThePathIsFoundWhetherUpperOrLowerCase() throws IOException {
        put(SampleEntry.of("dir/Straße-ÉTÉ.JPG"), SampleEntry.of("dir/日本"), SampleEntry.of("x"));
        for (String part : List.of("dir/strA", "ÉTÉ", "été", "straßE", ".jpg", "Dir/Straße-ÉTÉ.JPG", "E-é")) {
            assertThat(paths(query().pathPart(part))).as("%s", part).containsExactly("dir/Straße-ÉTÉ.JPG");
        }
        assertThat(paths(query().pathPart("本"))).containsExactly("dir/日本");
        assertThat(paths(query().pathPart("/"))).hasSize(2);
        assertThat(paths(query().pathPart(""))).hasSize(3);
        assertThat(paths(query().pathPart("rid"))).isEmpty();
        assertThat(paths(query().pathPart("x".repeat(100_000)))).isEmpty();
    }

    @Test
    void filesComeInTheOrderThatIsAskedFor() throws IOException {
        put(
                SampleEntry.of("a")
                        .stored("2026-01-01T00:00:00.000000002Z")
                        .size(2)
                        .due("2027-01-02T00:00:00Z"),
                SampleEntry.of("b")
                        .stored("1960-01-01T00:00:00Z")
                        .size(Long.MAX_VALUE)
                        .due(Instant.MAX),
                SampleEntry.of("c").stored("2026-01-01T00:00:00.000000001Z").size(0),
                SampleEntry.of("d").stored("2500-01-01T00:00:00Z").size(1).due("2027-01-01T00:00:00.5Z"));
        assertThat(paths(query().order(Order.NEWEST))).containsExactly("d", "a", "c", "b");
        assertThat(paths(query().order(Order.OLDEST))).containsExactly("b", "c", "a", "d");
        assertThat(paths(query().order(Order.LARGEST))).containsExactly("b", "a", "d", "c");
        assertThat(paths(query().order(Order.DUE))).containsExactly("d", "a", "b");
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void noMoreFilesComeThanTheLimitSays(Order order) throws IOException {
        CatalogModel model = new CatalogModel();
        for (int number = 0; number < 20; number++) {
            Instant time = Instant.EPOCH.plusSeconds(number * 7 % 20);
            model.apply(applied(SampleEntry.of("a/" + number)
                    .stored(time)
                    .due(time)
                    .size(time.getEpochSecond())
                    .put()));
        }
        for (int limit : new int[] {1, 2, 19, 20, 21, Integer.MAX_VALUE}) {
            model.assertFinds(catalog, FileQuery.all(order, limit));
        }
    }

    @Test
    void filesOfAShardAreShown() throws IOException {
        put(
                SampleEntry.of("a").shard(0),
                SampleEntry.of("b").shard(255),
                SampleEntry.of("montague", "c").shard(255));
        assertThat(shard(0)).containsExactly(SampleEntry.of("a").shard(0).entry());
        assertThat(shard(255)).hasSize(2);
        assertThat(shard(1)).isEmpty();
    }

    @Test
    void whatAVisitorThrowsIsThrown() throws IOException {
        put(SampleEntry.of("a"));
        IllegalStateException enough = new IllegalStateException("enough");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> catalog.forEach(3, entry -> {
                    throw enough;
                }))
                .isSameAs(enough);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> catalog.sum(0, (tenant, owner, day, files, bytes) -> {
                    throw enough;
                }))
                .isSameAs(enough);
        assertThat(all()).hasSize(1);
    }

    @Test
    void sumsAreByTenantOwnerAndDay() throws IOException {
        put(
                SampleEntry.of("a").owner("romeo").size(1).stored("1970-01-11T00:00:00Z"),
                SampleEntry.of("b").owner("romeo").size(2).stored("1970-01-11T23:59:59.999999999Z"),
                SampleEntry.of("c").owner("romeo").size(4).stored("1970-01-12T00:00:00Z"),
                SampleEntry.of("d").owner("romeo").size(8).stored("1970-01-10T23:59:59.999999999Z"),
                SampleEntry.of("e").owner("romeo").size(16).stored("1970-01-01T00:00:00Z"),
                SampleEntry.of("f").size(32).stored("1970-01-11T00:00:00Z"),
                SampleEntry.of("montague", "g").owner("romeo").size(64).stored("1970-01-11T00:00:00Z"),
                SampleEntry.of("montague", "h").size(0).stored("1970-01-11T00:00:00Z"));
        assertThat(sums(10))
                .containsOnly(
                        Map.entry(" | <romeo> | day 10", "2 files, 3 bytes"),
                        Map.entry(" | <romeo> | day 11", "1 files, 4 bytes"),
                        Map.entry(" | <romeo> | earlier", "2 files, 24 bytes"),
                        Map.entry(" | nobody | day 10", "1 files, 32 bytes"),
                        Map.entry("montague | <romeo> | day 10", "1 files, 64 bytes"),
                        Map.entry("montague | nobody | day 10", "1 files, 0 bytes"));
    }

    @Test
    void daysBefore1970AreDaysToo() throws IOException {
        put(
                SampleEntry.of("a").size(1).stored("1969-12-31T23:59:59.999999999Z"),
                SampleEntry.of("b").size(2).stored("1969-12-31T00:00:00Z"),
                SampleEntry.of("c").size(4).stored("1969-12-30T23:59:59Z"),
                SampleEntry.of("d").size(8).stored(Instant.MIN));
        assertThat(sums(-1))
                .containsOnly(
                        Map.entry(" | nobody | day -1", "2 files, 3 bytes"),
                        Map.entry(" | nobody | earlier", "2 files, 12 bytes"));
        assertThat(sums(Long.MIN_VALUE)).hasSize(3).containsEntry(" | nobody | day -2", "1 files, 4 bytes");
        assertThat(sums(Long.MAX_VALUE)).containsExactly(Map.entry(" | nobody | earlier", "4 files, 15 bytes"));
    }

    @Test
    void propertiesAreThoseOfTheLastChange() throws IOException {
        catalog.apply(List.of(), Map.of("a", "1", "b", "2"));
        assertThat(catalog.properties()).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
        Map<String, String> odd = Map.of("c", "", "日本 '\"\\%", "\uD83D\uDE00\n\t" + "f".repeat(20_000));
        catalog.apply(List.of(SampleEntry.of("a").put()), odd);
        assertThat(catalog.properties()).isEqualTo(odd);
        assertThat(reopen().properties()).isEqualTo(odd);
    }

    @Test
    void reopenedCatalogHasAll() throws IOException {
        CatalogModel model = new CatalogModel();
        for (int number = 0; number < 30; number++) {
            model.apply(applied(SampleEntry.of("a/" + number).size(number).put()));
        }
        model.apply(applied(
                SampleEntry.of("a/7").remove(), SampleEntry.of("a/8").size(88).put()));
        model.assertHasAll(reopen(), 4);
        model.apply(applied(SampleEntry.of("a/9").remove()));
        model.assertFinds(reopen(), FileQuery.all(Order.LARGEST, 100));
    }

    @Test
    void whatOneProcessWritesAnotherCanRead() throws IOException {
        put(SampleEntry.of("a"));
        catalog.apply(List.of(), Map.of("k", "v"));
        Catalog view = opened(otherEngine().openToRead().orElseThrow());
        assertThat(view.find(query().toQuery()))
                .containsExactly(SampleEntry.of("a").entry());
        assertThat(view.properties()).containsOnly(Map.entry("k", "v"));
        put(SampleEntry.of("b"));
        assertThat(view.find(query().toQuery())).contains(SampleEntry.of("a").entry());
        Catalog later = opened(otherEngine().openToRead().orElseThrow());
        assertThat(later.find(query().toQuery())).hasSize(2);
    }

    @Test
    void onlyOneWritesUnlessTheEngineIsShared() throws IOException {
        CatalogEngine other = otherEngine();
        Optional<CatalogWriter> second = other.openToWrite();
        second.ifPresent(this::opened);
        assertThat(second.isPresent()).isEqualTo(other.isShared());
        put(SampleEntry.of("a"));
        assertThat(all()).hasSize(1);
    }

    @Test
    void discardedCatalogIsEmptyAndCanBeBegunAnew() throws IOException {
        put(SampleEntry.of("a"));
        catalog.apply(List.of(), Map.of("k", "v"));
        catalog.close();
        otherEngine().discard();
        assertThat(otherEngine().openToRead()).isEmpty();
        otherEngine().discard();
        reopen();
        assertThat(all()).isEmpty();
        assertThat(catalog.properties()).isEmpty();
        put(SampleEntry.of("b"));
        assertThat(all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 400})
    void anyChangesAndQuestionsComeOutAsInAList(int batch) throws IOException {
        Random random = Seed.random(CatalogContract.class);
        CatalogModel model = new CatalogModel();
        for (int round = 0; round < 25; round++) {
            List<CatalogChange> changes =
                    Stream.generate(() -> anyChange(random)).limit(batch).toList();
            model.apply(applied(changes.toArray(CatalogChange[]::new)));
            for (int question = 0; question < 12; question++) {
                model.assertFinds(catalog, anyQuery(random));
            }
            model.assertSums(catalog, random.nextInt(5) - 2);
            if (round % 8 == 7) {
                reopen();
            }
        }
        model.assertHasAll(catalog, 5);
    }

    private static CatalogChange anyChange(Random random) {
        SampleEntry sample = SampleEntry.of(
                one(random, "", "", "montague"), one(random, "A", "b", "ab%", "_B") + random.nextInt(90));
        if (random.nextInt(4) == 0) {
            return sample.remove();
        }
        return sample.owner(perhaps(random, "romeo", "juliet", "Romeo"))
                .size(random.nextInt(6))
                .shard(random.nextInt(5))
                .sha256(one(random, A_HASH, "f".repeat(64), sample.sha256()))
                .stored(anyTime(random))
                .due(random.nextInt(3) == 0 ? null : anyTime(random))
                .evictable(random.nextBoolean())
                .put();
    }

    private static Instant anyTime(Random random) {
        return Instant.ofEpochSecond((random.nextInt(9) - 4) * 43_200L, random.nextInt(3));
    }

    private static FileQuery anyQuery(Random random) {
        return new FileQuery(
                perhaps(random, "", "montague"),
                perhaps(random, "romeo", "juliet", "nurse"),
                perhaps(random, "A", "b1", "%", "_b"),
                perhaps(random, A_HASH),
                random.nextInt(3) == 0 ? anyTime(random) : null,
                random.nextInt(3) == 0,
                one(random, Order.values()),
                one(random, 1, 5, 50, 1000));
    }

    private static @Nullable String perhaps(Random random, String... choices) {
        return random.nextBoolean() ? null : one(random, choices);
    }

    @SafeVarargs
    private static <T> T one(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void questionsSeeWholeBatchesWhileOthersAreApplied() throws Exception {
        int files = 60;
        AtomicInteger applied = new AtomicInteger();
        applyGeneration(files, 0);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> asking = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                asking.add(threads.submit(() -> {
                    int questions = 0;
                    while (!done.get() || questions == 0) {
                        assertOneGeneration(files, applied.get());
                        questions++;
                    }
                    return questions;
                }));
            }
            for (int generation = 1; generation <= 60; generation++) {
                applyGeneration(files, generation);
                applied.set(generation);
            }
            done.set(true);
            for (Future<Integer> each : asking) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void applyGeneration(int files, int generation) throws IOException {
        apply(IntStream.range(0, files)
                .mapToObj(
                        number -> SampleEntry.of("a/" + number).size(generation).put())
                .toArray(CatalogChange[]::new));
    }

    private void assertOneGeneration(int files, int atLeast) throws IOException {
        List<CatalogEntry> found = catalog.find(FileQuery.all(Order.NEWEST, 1000));
        assertThat(found).hasSize(files);
        assertThat(found.stream().map(entry -> entry.file().size()).distinct().toList())
                .hasSize(1)
                .allMatch(size -> size >= atLeast);
        SumsByText sums = new SumsByText();
        catalog.sum(Long.MAX_VALUE, sums);
        assertThat(sums.byText()).hasSize(1);
        assertThat(String.join("", sums.byText().values())).startsWith(files + " files");
    }

    @Test
    void threadThatIsInterruptedSpoilsNothingForOthers() throws Exception {
        applyGeneration(200, 7);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> other = threads.submit(() -> {
                while (!done.get()) {
                    assertOneGeneration(200, 7);
                    answers.incrementAndGet();
                }
                return null;
            });
            for (int round = 0; round < 50; round++) {
                askAndInterrupt(round);
            }
            done.set(true);
            other.get(60, TimeUnit.SECONDS);
        } finally {
            done.set(true);
            threads.shutdownNow();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(answers.get()).isPositive();
        assertOneGeneration(200, 7);
        applyGeneration(200, 8);
        assertOneGeneration(200, 8);
    }

    /** Asks on a thread that is interrupted. The answer must be right, or an {@code IOException}. */
    private void askAndInterrupt(int round) throws InterruptedException {
        List<Throwable> wrong = new ArrayList<>();
        Thread asking = new Thread(() -> {
            if (round % 2 == 0) {
                Thread.currentThread().interrupt();
            }
            try {
                for (int question = 0; question < 5; question++) {
                    assertOneGeneration(200, 7);
                }
            } catch (DamagedCatalogException e) {
                wrong.add(e);
            } catch (IOException e) {
                // Allowed, because this thread was interrupted.
            } catch (Throwable e) {
                wrong.add(e);
            }
        });
        asking.start();
        Thread.sleep(round % 4);
        asking.interrupt();
        asking.join(30_000);
        assertThat(asking.isAlive()).isFalse();
        assertThat(wrong).isEmpty();
    }

    /** Returns a query that all files match. */
    private static QueryBuilder query() {
        return new QueryBuilder(null, null, null, null, null, false, Order.NEWEST);
    }

    private static FileQuery within(FileBounds bounds) {
        return FileQuery.all(Order.NEWEST, 1000).within(bounds, Duration.ofMinutes(1));
    }

    private List<String> paths(FileQuery query) throws IOException {
        return catalog.find(query).stream()
                .map(entry -> entry.file().key().path())
                .toList();
    }

    private static Fingerprint fingerprint(String path) {
        return Fingerprint.of(SampleEntry.of(path).key());
    }

    private static QueryBuilder due(String by) {
        return query().dueBy(Instant.parse(by)).order(Order.DUE);
    }

    /** Builds a query for a test, part by part. */
    private record QueryBuilder(
            @Nullable String tenant,
            @Nullable String owner,
            @Nullable String pathPart,
            @Nullable String sha256,
            @Nullable Instant dueBy,
            boolean evictableOnly,
            Order order) {

        QueryBuilder tenant(String changed) {
            return new QueryBuilder(changed, owner, pathPart, sha256, dueBy, evictableOnly, order);
        }

        QueryBuilder owner(String changed) {
            return new QueryBuilder(tenant, changed, pathPart, sha256, dueBy, evictableOnly, order);
        }

        QueryBuilder pathPart(String changed) {
            return new QueryBuilder(tenant, owner, changed, sha256, dueBy, evictableOnly, order);
        }

        QueryBuilder sha256(String changed) {
            return new QueryBuilder(tenant, owner, pathPart, changed, dueBy, evictableOnly, order);
        }

        QueryBuilder dueBy(Instant changed) {
            return new QueryBuilder(tenant, owner, pathPart, sha256, changed, evictableOnly, order);
        }

        QueryBuilder order(Order changed) {
            return new QueryBuilder(tenant, owner, pathPart, sha256, dueBy, evictableOnly, changed);
        }

        QueryBuilder evictableOnly(boolean changed) {
            return new QueryBuilder(tenant, owner, pathPart, sha256, dueBy, changed, order);
        }

        FileQuery toQuery() {
            return new FileQuery(tenant, owner, pathPart, sha256, dueBy, evictableOnly, order, 1000);
        }
    }

    private List<CatalogEntry> all() throws IOException {
        return find(query());
    }

    private List<CatalogEntry> find(QueryBuilder query) throws IOException {
        return catalog.find(query.toQuery());
    }

    private List<String> paths(QueryBuilder query) throws IOException {
        return find(query).stream().map(entry -> entry.file().key().path()).toList();
    }

    private List<CatalogEntry> shard(int shard) throws IOException {
        List<CatalogEntry> shown = new ArrayList<>();
        catalog.forEach(shard, shown::add);
        return shown;
    }

    private Map<String, String> sums(long firstDay) throws IOException {
        SumsByText sums = new SumsByText();
        catalog.sum(firstDay, sums);
        return sums.byText();
    }

    private void put(SampleEntry... samples) throws IOException {
        apply(Stream.of(samples).map(SampleEntry::put).toArray(CatalogChange[]::new));
    }

    private void apply(CatalogChange... changes) throws IOException {
        applied(changes);
    }

    private List<CatalogChange> applied(CatalogChange... changes) throws IOException {
        catalog.apply(List.of(changes), Map.of());
        return List.of(changes);
    }
}

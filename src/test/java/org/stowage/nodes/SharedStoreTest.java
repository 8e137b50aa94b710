package org.stowage.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.stowage.nodes.StoreNode.meetAll;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.stowage.catalog.sql.Postgres;
import org.stowage.program.NeedsProgram;
import org.stowage.program.Seed;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.policy.Rule;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Tombstone;

/** Two nodes over one folder and one PostgreSQL: what one does counts for the other, and both share the work. */
@Timeout(180)
@NeedsProgram(value = Postgres.PROGRAM, packages = Postgres.PACKAGES)
final class SharedStoreTest {

    private static final RetentionRules FOR_EVER = new RetentionRules(List.of());
    private static final String ROMEO = "romeo@example.org";
    private static final int SHARDS = 256;

    @TempDir
    static Path data;

    private static Postgres postgres;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<StoreNode> open = new ArrayList<>();
    private PGSimpleDataSource database;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void begin() throws Exception {
        database = postgres.newDatabase();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        open.forEach(StoreNode::close);
    }

    private StoreNode node(String name, RetentionRules rules, Quotas quotas) throws Exception {
        StoreNode node = new StoreNode(name, folder, database, rules, quotas);
        open.add(node);
        return node;
    }

    private StoreNode node(String name, Quotas quotas) throws Exception {
        return node(name, FOR_EVER, quotas).start();
    }

    private static Quotas ofOwner(long bytes) {
        return new Quotas(null, null, bytes, null, Map.of(), false);
    }

    private static Quotas total(long bytes, boolean evicting) {
        return new Quotas(bytes, null, null, null, Map.of(), evicting);
    }

    @Test
    void whatOneNodeStoresAndDeletesCountsForTheOther() throws Exception {
        StoreNode one = node("one", ofOwner(1000));
        StoreNode two = node("two", ofOwner(1000));

        assertThat(one.store("a", 600, ROMEO)).isTrue();
        assertThat(two.hasRoom(600, ROMEO)).isTrue();
        meetAll(one, two);
        assertThat(two.hasRoom(600, ROMEO)).isFalse();
        assertThat(two.hasRoom(400, ROMEO)).isTrue();
        assertThat(two.hasRoom(600, "juliet@example.org")).isTrue();

        assertThat(two.repository().delete(new FileKey("a"), Tombstone.Reason.DELETED))
                .isPresent();
        meetAll(two, one);
        assertThat(one.hasRoom(1000, ROMEO)).isTrue();
        assertThat(one.isThere("a")).isFalse();
    }

    @Test
    void dailyQuotaCountsWhatWasUploadedToTheOtherNode() throws Exception {
        Quotas daily = new Quotas(null, null, null, 1000L, Map.of(), false);
        StoreNode one = node("one", daily);
        StoreNode two = node("two", daily);
        one.store("a", 600, ROMEO);
        meetAll(one, two);
        assertThat(two.hasRoom(600, ROMEO)).isFalse();
    }

    @Test
    void uploadUnderWayOnOneNodeIsReservedOnTheOtherUntilItEnds() throws Exception {
        StoreNode one = node("one", total(1000, false));
        StoreNode two = node("two", total(1000, false));
        try (PendingUpload upload = one.admit("a", 600, null)) {
            assertThat(upload).isNotNull();
            meetAll(one, two);
            assertThat(two.hasRoom(600, null)).isFalse();
        }
        meetAll(one, two);
        assertThat(two.hasRoom(600, null)).isTrue();
    }

    /**
     * Batches of the catalog, its sums and the contacts of the nodes come in any order: after a contact all nodes know exactly
     * what is stored.
     */
    @Test
    void sumsOfTheCatalogAndNewsOfTheOthersCountEachFileOnce() throws Exception {
        StoreNode one = node("one", total(Long.MAX_VALUE, false));
        StoreNode two = node("two", total(Long.MAX_VALUE, false));
        AtomicLong stored = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> disturbances = new ArrayList<>();
        for (StoreNode node : List.of(one, two)) {
            disturbances.add(threads.submit(() -> {
                while (!over.get()) {
                    node.repository().catalog().sumUp();
                    Thread.sleep(7);
                }
                return null;
            }));
        }
        Random random = Seed.random(SharedStoreTest.class);
        for (int round = 0; round < 25; round++) {
            List<Future<?>> changes = new ArrayList<>();
            for (StoreNode node : List.of(one, two)) {
                long seed = random.nextLong();
                String name = node.nodes().own().place() + round;
                changes.add(threads.submit(() -> change(node, name, new SplittableRandom(seed), stored)));
            }
            one.meet();
            two.meet();
            await(changes);
            meetAll(one, two);
            assertThat(one.bytes()).as("node one, round %d", round).isEqualTo(stored.get());
            assertThat(two.bytes()).as("node two, round %d", round).isEqualTo(stored.get());
        }
        over.set(true);
        await(disturbances);
        StoreNode third = node("three", total(Long.MAX_VALUE, false));
        meetAll(third, one, two);
        assertThat(third.bytes()).isEqualTo(stored.get());
    }

    private static Object change(StoreNode node, String name, SplittableRandom random, AtomicLong stored)
            throws IOException {
        for (int file = 0; file < 20; file++) {
            int size = random.nextInt(1, 5000);
            node.store(name + "/" + file, size, "owner" + random.nextInt(5));
            stored.addAndGet(size);
            if (random.nextInt(3) == 0) {
                node.repository().delete(new FileKey(name + "/" + file), Tombstone.Reason.DELETED);
                stored.addAndGet(-size);
            }
        }
        return name;
    }

    private static void await(List<Future<?>> all) throws ExecutionException, InterruptedException {
        for (Future<?> each : all) {
            each.get();
        }
    }

    /** Between two contacts each node admits so many files at most: that is what the other can exceed the quota by. */
    @Test
    void quotaIsExceededAtMostByWhatTheOtherNodeHasAdmittedSinceTheLastContact() throws Exception {
        int size = 1000;
        int atOnce = 40;
        long quota = 500L * size;
        StoreNode one = node("one", total(quota, false));
        StoreNode two = node("two", total(quota, false));
        long before = 0;
        long bytes = 0;
        for (int round = 0; round == 0 || bytes > before; round++) {
            before = bytes;
            ConcurrentLinkedQueue<String> admitted = new ConcurrentLinkedQueue<>();
            List<Future<?>> uploads = new ArrayList<>();
            for (StoreNode node : List.of(one, two)) {
                for (int file = 0; file < atOnce; file++) {
                    String path = node.nodes().own().place() + round + "/" + file;
                    uploads.add(threads.submit(() -> node.store(path, size, null) && admitted.add(path)));
                }
            }
            await(uploads);
            bytes += (long) admitted.size() * size;
            meetAll(one, two);
        }
        assertThat(bytes).isBetween(quota, quota + (long) atOnce * size);
        assertThat(one.bytes()).isEqualTo(bytes);
        assertThat(two.bytes()).isEqualTo(bytes);
    }

    @Test
    void nodesOfOneDatabaseAndAnotherStoreDoNotMeet() throws Exception {
        StoreNode one = node("one", Quotas.NONE);
        one.meet();
        SqlTable.withAnotherStore(database, "other");
        one.meet();
        assertThat(one.nodes().membership().nodes()).hasSize(1);
    }

    @Test
    void eachShardBelongsToOneNodeAndADeadNodesShardsAndReservationsToTheOther() throws Exception {
        StoreNode one = node("one", total(1000, false));
        StoreNode two = node("two", total(1000, false));
        meetAll(one, two);
        meetAll(one, two);
        BitSet ofOne = one.nodes().membership().shards(SHARDS);
        BitSet ofTwo = two.nodes().membership().shards(SHARDS);
        assertThat(ofOne.intersects(ofTwo)).isFalse();
        assertThat(ofOne.cardinality() + ofTwo.cardinality()).isEqualTo(SHARDS);
        assertThat(ofOne.cardinality()).isBetween(SHARDS / 4, 3 * SHARDS / 4);
        assertThat(one.nodes().membership().alive()).isEqualTo(2);

        two.store("kept", 100, null);
        PendingUpload upload = Objects.requireNonNull(two.admit("lost", 600, null));
        meetAll(two, one);
        assertThat(one.hasRoom(400, null)).isFalse();
        age(two, NodeSeen.LEASE.plusSeconds(1));
        one.meet();
        assertThat(one.hasRoom(900, null)).isTrue();
        assertThat(one.hasRoom(901, null)).isFalse();
        assertThat(one.nodes().membership().shards(SHARDS).cardinality()).isEqualTo(SHARDS);
        assertThat(one.nodes().membership().alive()).isEqualTo(1);
        assertThat(one.nodes().membership().others())
                .singleElement()
                .satisfies(node -> assertThat(node.isAlive()).isFalse());

        two.meet();
        one.meet();
        assertThat(one.nodes().membership().shards(SHARDS)).isEqualTo(ofOne);
        upload.close();
    }

    /** Makes a node look as if it was last met so long ago. */
    private void age(StoreNode node, Duration time) throws Exception {
        Postgres.execute(
                database,
                "update stowage_node set seen = seen - interval '" + time.toSeconds() + " seconds' where node = '"
                        + node.nodes().own().id() + "'");
    }

    @Test
    void deadNodeIsForgottenWhenItsServerHasStartedAgainOrAfterADay() throws Exception {
        StoreNode one = node("one", Quotas.NONE);
        StoreNode two = node("two", Quotas.NONE);
        two.store("a", 100, ROMEO);
        meetAll(one, two);
        age(two, NodeSeen.LEASE.plusSeconds(1));
        one.meet();
        assertThat(one.nodes().membership().others()).hasSize(1);

        StoreNode again = node("two", Quotas.NONE);
        meetAll(again, one);
        assertThat(one.nodes().membership().others())
                .extracting(NodeSeen::id)
                .containsExactly(again.nodes().own().id());
        assertThat(Postgres.count(database, "stowage_node_change")).isZero();

        age(again, Duration.ofHours(25));
        one.meet();
        assertThat(one.nodes().membership().others()).isEmpty();
    }

    @Test
    void nodeThatEndsIsNotWaitedForAndItsFilesStayCounted() throws Exception {
        StoreNode one = node("one", Quotas.NONE);
        StoreNode two = node("two", Quotas.NONE);
        two.nodes().start();
        two.store("a", 100, ROMEO);
        while (one.bytes() != 100) {
            one.meet();
            Thread.sleep(20);
        }
        two.nodes().close();
        two.repository().catalog().flush();
        two.nodes().leave();
        one.meet();
        assertThat(one.nodes().membership().others()).isEmpty();
        one.repository().catalog().sumUp();
        assertThat(one.bytes()).isEqualTo(100);
    }

    @Test
    void nodeWithoutTheDatabaseGoesOnAloneAndTellsLaterWhatItHasDone() throws Exception {
        StoreNode one = node("one", ofOwner(1000));
        StoreNode two = node("two", ofOwner(1000));
        meetAll(one, two);
        postgres.stop();
        try {
            assertThatIOException()
                    .isThrownBy(one::meet)
                    .withMessageStartingWith("The database of the catalog failed: ");
            one.store("a", 600, ROMEO);
            assertThat(one.hasRoom(600, ROMEO)).isFalse();
            assertThat(one.nodes().membership().isInContact()).isTrue();
            one.pass(NodeSeen.LEASE.plusSeconds(1));
            assertThat(one.nodes().membership().isInContact()).isFalse();
            assertThat(one.nodes().membership().shards(SHARDS).cardinality()).isEqualTo(SHARDS);
        } finally {
            postgres.begin();
        }
        meetAll(one, two);
        assertThat(two.hasRoom(600, ROMEO)).isFalse();
        assertThat(one.nodes().membership().isInContact()).isTrue();
    }

    @Test
    void eachDueFileIsDeletedOnceAndBothNodesHelp() throws Exception {
        Rule soon = new Rule("soon", Duration.ofSeconds(3), null, null, null, null, null, null);
        StoreNode one =
                node("one", new RetentionRules(List.of(soon)), Quotas.NONE).start();
        StoreNode two =
                node("two", new RetentionRules(List.of(soon)), Quotas.NONE).start();
        one.nodes().start();
        two.nodes().start();
        while (one.nodes().membership().alive() < 2 || two.nodes().membership().alive() < 2) {
            Thread.sleep(20);
        }
        int files = 300;
        for (int file = 0; file < files; file++) {
            (file % 2 == 0 ? one : two).store("a/" + file, 100, null);
        }
        while (one.deletions() + two.deletions() < files) {
            Thread.sleep(50);
        }
        Thread.sleep(1000);
        assertThat(one.deletions() + two.deletions()).isEqualTo(files);
        assertThat(one.deletions()).isPositive();
        assertThat(two.deletions()).isPositive();
    }

    /** Each of two nodes would evict all that is above the low watermark, if they did not share. */
    @Test
    void nodesTogetherEvictNoMoreThanOneWould() throws Exception {
        Quotas quotas = total(100_000, true);
        StoreNode one = node("one", quotas);
        StoreNode two = node("two", quotas);
        one.nodes().start();
        two.nodes().start();
        while (one.nodes().membership().alive() < 2 || two.nodes().membership().alive() < 2) {
            Thread.sleep(20);
        }
        for (int file = 0; file < 48; file++) {
            one.store("one/" + file, 1000, null);
            two.store("two/" + file, 1000, null);
        }
        while (one.deletions() + two.deletions() < 6 || one.bytes() > 90_000 || two.bytes() > 90_000) {
            Thread.sleep(50);
        }
        Thread.sleep(3000);
        assertThat(one.deletions() + two.deletions()).isBetween(6L, 8L);
        assertThat(one.bytes()).isBetween(88_000L, 90_000L);
    }

    @Test
    void fileThatIsBannedOnOneNodeCannotBeUploadedToTheOther() throws Exception {
        StoreNode one = node("one", Quotas.NONE);
        StoreNode two = node("two", Quotas.NONE);
        two.store("a", 10, ROMEO);
        one.takedowns().banOwner(ROMEO, "a reason");
        assertThat(two.isThere("a")).isFalse();
        assertThat(two.takedowns().banOn(StoreNode.slot("b", 10, ROMEO))).isPresent();
    }
}

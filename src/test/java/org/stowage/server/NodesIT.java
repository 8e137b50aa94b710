package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.stowage.catalog.sql.Postgres;
import org.stowage.it.Signed;
import org.stowage.management.StoreMXBean;
import org.stowage.management.check.DiagnosisMXBean;
import org.stowage.program.NeedsProgram;
import org.stowage.storage.s3.BucketPlace;
import org.stowage.storage.s3.ObjectStoreServer;

/** A Tomcat and a WildFly over one bucket and one PostgreSQL: clients and admins see one service. */
@Timeout(600)
@TestInstance(Lifecycle.PER_CLASS)
@NeedsProgram(value = Postgres.PROGRAM, packages = Postgres.PACKAGES)
final class NodesIT {

    private static final String PASSWORD = "correct-horse-6";
    private static final int QUOTA = 1000;
    private static final int SHARDS = 256;
    private static final Pattern SHARE =
            Pattern.compile("NOTE node: Node \\S+ was met .* works on (\\d+) of 256 shards");

    private final BucketPlace bucket = ObjectStoreServer.shared().newBucket();

    private Postgres postgres;
    private PGSimpleDataSource database;
    private Node tomcat;
    private Node wildfly;

    @BeforeAll
    void start(@TempDir Path empty) throws Exception {
        postgres = Postgres.start(empty);
        database = postgres.newUser(DatabaseCatalogContract.USER, PASSWORD);
        String address = "127.0.0.1:" + postgres.port();
        Path war = Folders.named("stowage.s3.war");
        TomcatFolder one = TomcatFolder.tomcat11();
        tomcat = new Node(one, TomcatPool.start(one, address, environment(one, TomcatPool.NAME), war));
        WildFlyFolder two = WildFlyFolder.stock();
        wildfly = new Node(two, WildFlyPool.start(two, address, environment(two, WildFlyPool.NAME), war));
        for (Node node : new Node[] {tomcat, wildfly}) {
            node.await("all files in the catalog", catalog -> catalog.isComplete() && catalog.isWriter());
        }
        awaitShares();
    }

    private Map<String, String> environment(ServerFolder folder, String pool) {
        Map<String, String> environment = new HashMap<>();
        environment.put("STOWAGE_SECRET", Signed.SECRET);
        environment.put("STOWAGE_BASE_PATH", folder.path().resolve("base").toString());
        environment.put("STOWAGE_QUOTA_OWNER", Integer.toString(QUOTA));
        environment.put("STOWAGE_RETENTION", "brief");
        environment.put("STOWAGE_RETENTION_BRIEF_FILE_NAME", "brief_*");
        environment.put("STOWAGE_RETENTION_BRIEF_KEEP_FOR", "2 seconds");
        environment.put("STOWAGE_SWEEP_INTERVAL", "10 seconds");
        environment.put("STOWAGE_CATALOG", pool);
        environment.put("STOWAGE_STORAGE", "s3");
        environment.put("STOWAGE_S3_ENDPOINT", String.valueOf(bucket.endpoints().get(0)));
        environment.put("STOWAGE_S3_BUCKET", bucket.name());
        environment.put("STOWAGE_S3_PREFIX", bucket.prefix());
        environment.put("STOWAGE_S3_ACCESS_KEY", ObjectStoreServer.KEY.id());
        environment.put("STOWAGE_S3_SECRET_KEY", ObjectStoreServer.KEY.secret());
        environment.put(DatabaseCatalogContract.PASSWORD_VARIABLE, PASSWORD);
        return environment;
    }

    @AfterAll
    void end() throws Exception {
        for (Node node : new Node[] {tomcat, wildfly}) {
            if (node != null) {
                assertThat(node.wholeLog()).doesNotContain(PASSWORD, "jdbc:postgresql");
                node.close();
            }
        }
        postgres.close();
    }

    @Test
    void fileOfOneNodeIsServedAndKeptByTheOther() throws Exception {
        String path = tomcat.put("a.txt", 10);
        assertThat(wildfly.get(path)).isEqualTo(200);
        assertThat(wildfly.tryPut(path, 10).status()).isEqualTo(409);
        String other = wildfly.put("b.txt", 10);
        assertThat(tomcat.get(other)).isEqualTo(200);
    }

    @Test
    void fileThatIsDeletedOnOneNodeIsSoonGoneOnTheOther() throws Exception {
        String path = tomcat.put("a.txt", 10);
        for (int times = 0; times < 3; times++) {
            assertThat(wildfly.get(path)).isEqualTo(200);
        }
        assertThat(tomcat.delete(path)).isTrue();
        await("the deletion", () -> wildfly.get(path) == 410);
        assertThat(wildfly.tryPut(path, 10).status()).isEqualTo(409);
    }

    @Test
    void banOnOneNodeHoldsOnTheOther() throws Exception {
        String taken = wildfly.put("taken.txt", 10);
        String closed = Signed.freshPath("closed.txt");
        try (RunningBean<StoreMXBean> store = RunningBean.store(tomcat.server())) {
            assertThat(store.proxy().banPath(taken, "a reason")).isEqualTo(1);
            store.proxy().banPath(closed, "a reason");
        }
        await("the take-down", () -> wildfly.get(taken) == 451);
        await("the ban", () -> {
            try (RunningBean<StoreMXBean> store = RunningBean.store(wildfly.server())) {
                return store.proxy().listBans("path").containsKey(closed);
            }
        });
        // What an upload sees may be two seconds old.
        Thread.sleep(2500);
        assertThat(wildfly.tryPut(closed, 10).status()).isEqualTo(403);
    }

    @Test
    void quotaCountsTheUploadsOfBothNodes() throws Exception {
        String owner = Signed.mac(Signed.freshPath("owner")).substring(0, 40);
        tomcat.put(owner + "/" + Signed.freshPath("a.bin"), 600);
        await(
                "the use of the other node",
                () -> wildfly.catalog().ownersByUse(1000).contains(owner));
        assertThat(wildfly.tryPut(owner + "/" + Signed.freshPath("b.bin"), 600).text())
                .isEqualTo("You have used 600 bytes of your 1000 bytes; there is no room for another 600 bytes.\n");
        wildfly.put(owner + "/" + Signed.freshPath("c.bin"), 400);
    }

    @Test
    void workOfAKilledNodeIsTakenOverAndSharedAgainWhenItHasStarted() throws Exception {
        wildfly.server().kill();
        for (int file = 0; file < 30; file++) {
            tomcat.put("brief_" + file + ".txt", 10);
        }
        await("word of the dead node", () -> check(tomcat).contains("WARNING node-dead: Node "));
        await("the rows of the brief files gone", () -> rows("stowage_file where path like '%/brief\\_%'") == 0);
        String kept = tomcat.put("kept.txt", 10);

        wildfly.startAgain();

        wildfly.await("the catalog", catalog -> catalog.isComplete() && catalog.isWriter());
        awaitShares();
        assertThat(wildfly.get(kept)).isEqualTo(200);
        assertThat(rows("stowage_node")).isEqualTo(2);
    }

    @Test
    void nodeThatStopsIsForgottenAtOnce() throws Exception {
        tomcat.server().stop();
        await("the row of the stopped node gone", () -> rows("stowage_node") == 1);
        assertThat(check(wildfly)).doesNotContain("node-dead");
        tomcat.startAgain();
        tomcat.await("the catalog", catalog -> catalog.isComplete() && catalog.isWriter());
        awaitShares();
    }

    /** Each node has met the other, and the shards of both are all shards. */
    private void awaitShares() throws Exception {
        await("shares of both nodes", () -> share(tomcat) + share(wildfly) == SHARDS);
        assertThat(check(tomcat) + check(wildfly)).doesNotContain("node-version", "node-settings", "node-dead");
    }

    /** Returns how many shards the other node has, by the self-check of this one. */
    private static int share(Node node) throws IOException {
        Matcher other = SHARE.matcher(check(node));
        return other.find() ? Integer.parseInt(other.group(1)) : -SHARDS;
    }

    private static String check(Node node) throws IOException {
        try (RunningBean<DiagnosisMXBean> bean = RunningBean.of(node.server(), "Diagnosis", DiagnosisMXBean.class)) {
            return bean.proxy().selfCheck();
        }
    }

    private long rows(String table) throws IOException {
        try {
            return Postgres.count(database, table);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private interface Truth {
        boolean holds() throws IOException;
    }

    private static void await(String what, Truth truth) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!truth.holds()) {
            assertThat(System.nanoTime()).as("waited too long for " + what).isLessThan(deadline);
            Thread.sleep(100);
        }
    }
}

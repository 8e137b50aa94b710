package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.stowage.program.NeedsProgram;

/**
 * The catalog in a database of the server, after the recipe of each server was followed: what is stored is there, quotas are right
 * after each start, and without the database files are served and taken all the same.
 */
@Timeout(600)
@TestInstance(Lifecycle.PER_CLASS)
@NeedsProgram(value = Postgres.PROGRAM, packages = Postgres.PACKAGES)
abstract class DatabaseCatalogContract<F extends ServerFolder> {

    /** The words of the recipes. */
    static final String USER = "stowage";

    static final String PASSWORD_VARIABLE = "STOWAGE_DATABASE_PASSWORD";
    static final Path DRIVER = Path.of(PGSimpleDataSource.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());

    private static final String PASSWORD = "correct-horse-5";
    private static final int QUOTA = 1000;
    private static final Pattern TROUBLE = Pattern.compile("The catalog cannot be used[^\n]*");

    private final F folder;
    private final Path store = Folders.create("store");

    private Postgres postgres;
    private PGSimpleDataSource database;
    private Node node;

    DatabaseCatalogContract(F folder) throws IOException {
        this.folder = folder;
    }

    /** Starts the server, and does what the recipe asks for; returns when it serves with the pool, under {@code /upload}. */
    abstract ServerProcess start(F empty, String address, Map<String, String> environment) throws Exception;

    /** The pool's name by the recipe. */
    abstract String pool();

    @BeforeAll
    void start(@TempDir Path empty) throws Exception {
        postgres = Postgres.start(empty);
        database = postgres.newUser(USER, PASSWORD);
        node = new Node(folder, start(folder, address(), environment(pool())));
        node.await("all files in the catalog", catalog -> catalog.isComplete());
        assertThat(node.server().log()).doesNotContain("is it misspelt?");
    }

    @AfterAll
    void end() throws Exception {
        if (node != null) {
            assertThat(node.wholeLog()).doesNotContain(PASSWORD, "jdbc:postgresql");
            node.close();
        }
        postgres.close();
    }

    @Test
    void whatIsStoredAndDeletedIsInTheDatabase() throws Exception {
        String kept = node.put("kept.txt", 10);
        String deleted = node.put("deleted.txt", 10);
        awaitRow(kept);
        awaitRow(deleted);
        assertThat(node.catalog().search(kept, 10)).endsWith(" " + kept);
        assertThat(node.catalog().isWriter()).isTrue();

        assertThat(node.delete(deleted)).isTrue();

        node.await("the row gone", catalog -> !isRow(deleted));
        assertThat(isRow(kept)).isTrue();
        assertThat(node.catalog().search(deleted, 10)).isEmpty();
    }

    @Test
    void quotaIsRightAfterEachStartWithoutALookAtTheStore() throws Exception {
        Owner romeo = new Owner();
        awaitRow(node.put(romeo.path("a.bin"), 600));
        String last = node.put("last.txt", 10);
        node.server().stop();
        assertThat(node.server().log()).doesNotContain("NullPointerException", "The catalog cannot be closed cleanly");
        node.startAgain();
        node.await("the catalog", catalog -> catalog.isOpen());
        romeo.hasUsed600(node);
        awaitRow(last);

        Owner juliet = new Owner();
        node.put(juliet.path("a.bin"), 600);
        node.server().kill();
        node.startAgain();
        node.await("the catalog", catalog -> catalog.isOpen());
        juliet.hasUsed600(node);
        romeo.hasUsed600(node);
        assertThat(node.catalog().isComplete()).isTrue();
        assertThat(node.server().log()).doesNotContain("; counted in", "is looked through");
    }

    @Test
    void uploadsGoOnWhileTheDatabaseIsAwayAndTheCatalogCatchesUp() throws Exception {
        Owner romeo = new Owner();
        String before = node.put(romeo.path("a.bin"), 600);
        awaitRow(before);
        int place = node.server().log().length();
        try (Uploader uploader = new Uploader(node)) {
            postgres.stop();
            uploader.awaitMore(10);
            romeo.hasUsed600(node);
            assertThat(node.delete(before)).isTrue();
            node.put(romeo.path("b.bin"), 600);
            node.await("word of the trouble", catalog -> !catalog.getTrouble().isEmpty());
            assertThat(node.catalog().getTrouble()).startsWith("The database of the catalog failed: ");
            uploader.awaitMore(10);
            postgres.begin();
            node.await("the catalog", catalog -> catalog.isOpen());
            uploader.awaitMore(10);
            List<String> all = uploader.stop();
            node.await("all rows", catalog -> all.stream().allMatch(this::isRow) && !isRow(before));
        }
        romeo.hasUsed600(node);
        String log = node.server().log().substring(place);
        assertThat(log).contains("The catalog is open again.");
        assertThat(TROUBLE.matcher(log).results().toList()).hasSizeBetween(1, 3);
    }

    /** The password was changed in the database, and nobody told the server. */
    @Test
    void wrongPasswordIsSaidInASentenceAndKeepsNobodyFromUploading() throws Exception {
        postgres.changePassword(USER, "another");
        try {
            node.server().stop();
            node.startAgain();
            String trouble = "The database of the catalog failed: FATAL: password authentication failed for user \""
                    + USER + "\" (SQLState 28P01)";
            node.await("word of the trouble", catalog -> catalog.getTrouble().equals(trouble));
            String path = node.put("a.txt", 10);
            assertThat(node.get(path)).isEqualTo(200);
            assertThat(node.server().log()).containsOnlyOnce("files are still served: " + trouble);
            postgres.changePassword(USER, PASSWORD);
            node.await("the catalog", catalog -> catalog.isOpen());
            awaitRow(path);
        } finally {
            postgres.changePassword(USER, PASSWORD);
        }
    }

    /** The other node is a Tomcat of another version, by Tomcat's recipe. */
    @Test
    void nodesOverOneStoreShareTheCatalog() throws Exception {
        TomcatFolder tomcat = TomcatFolder.tomcat10();
        String kept = node.put("kept.txt", 10);
        awaitRow(kept);
        try (Node other = new Node(tomcat, TomcatPool.start(tomcat, address(), environment(TomcatPool.NAME)))) {
            other.await("the catalog", catalog -> catalog.isOpen());
            assertThat(other.catalog().isComplete()).isTrue();
            assertThat(other.catalog().isWriter()).isTrue();
            assertThat(node.catalog().isWriter()).isTrue();
            assertThat(other.catalog().search(kept, 10)).endsWith(" " + kept);

            Owner romeo = new Owner();
            String path = other.put(romeo.path("a.bin"), 600);
            awaitRow(path);
            assertThat(node.catalog().search(path, 10)).endsWith(" " + path);
            node.await("the use of the other node", catalog -> romeo.isKnownTo(node));
            assertThat(node.delete(path)).isTrue();
            other.await("the row gone", catalog -> !isRow(path));
            assertThat(other.get(path)).isEqualTo(410);

            String last = other.put("last.txt", 10);
            other.server().kill();
            awaitRow(last);
            assertThat(node.get(last)).isEqualTo(200);
        }
    }

    private Map<String, String> environment(String pool) {
        Map<String, String> environment = new HashMap<>();
        environment.put("STOWAGE_SECRET", Signed.SECRET);
        environment.put("STOWAGE_BASE_PATH", store.toString());
        environment.put("STOWAGE_QUOTA_OWNER", Integer.toString(QUOTA));
        environment.put("STOWAGE_CATALOG", pool);
        environment.put(PASSWORD_VARIABLE, PASSWORD);
        return environment;
    }

    /** What takes the place of {@code localhost} in the recipes. */
    private String address() {
        return "127.0.0.1:" + postgres.port();
    }

    private void awaitRow(String path) throws Exception {
        node.await("the row of " + path, catalog -> isRow(path));
    }

    private boolean isRow(String path) {
        try {
            return Postgres.count(database, "stowage_file where path = '" + path + "'") == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody with nothing yet, who may have {@value #QUOTA} bytes. */
    private static final class Owner {

        private final String hash = Signed.mac(Signed.freshPath("owner")).substring(0, 40);

        String path(String name) {
            return hash + "/" + Signed.freshPath(name);
        }

        void hasUsed600(Node node) throws IOException {
            assertThat(node.tryPut(path("more.bin"), 600).text())
                    .isEqualTo("You have used 600 bytes of your 1000 bytes; there is no room for another 600 bytes.\n");
        }

        boolean isKnownTo(Node node) throws IOException {
            return node.catalog().ownersByUse(1000).contains(hash);
        }
    }
}

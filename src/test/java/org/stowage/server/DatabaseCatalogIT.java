package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;
import org.stowage.catalog.sql.Postgres;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;
import org.stowage.management.CatalogMXBean;
import org.stowage.management.RetentionMXBean;
import org.stowage.program.NeedsProgram;

/** The catalog in a database of the server, set up by the files of {@code server-config} as an admin does it. */
@Timeout(600)
@NeedsProgram(value = Postgres.PROGRAM, packages = Postgres.PACKAGES)
final class DatabaseCatalogIT {

    private static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String FROM_ENVIRONMENT =
            "-Dorg.apache.tomcat.util.digester.PROPERTY_SOURCE=org.apache.tomcat.util.digester.EnvironmentPropertySource";

    private Postgres postgres;
    private PGSimpleDataSource database;

    @BeforeEach
    void start() throws Exception {
        postgres = Postgres.start(Folders.create("postgres"));
        database = postgres.newDatabaseOfUser(PASSWORD);
    }

    @AfterEach
    void end() throws IOException {
        postgres.close();
    }

    @Test
    void tomcatKeepsItAcrossLossAndRestart() throws Exception {
        TomcatFolder folder = tomcat();
        Map<String, String> settings =
                settings("java:comp/env/jdbc/stowage", folder.path().resolve("store"));
        try (ServerProcess server = ServerProcess.start(folder, settings, FROM_ENVIRONMENT)) {
            comesBackAfterALoss(server, folder.port());
            isThereAfterARestart(server);
            wrongPasswordStopsNoUpload(server, folder.port(), settings);
        }
    }

    @Test
    void wildflyKeepsItAndSharesItWithTomcat() throws Exception {
        WildFlyFolder folder = WildFlyFolder.configured();
        Path store = folder.path().resolve("store");
        Map<String, String> settings = settings("java:jboss/datasources/Stowage", store);
        try (ServerProcess server = ServerProcess.start(folder, settings)) {
            configure(folder);
            server.stop();
            folder.deploy(Folders.named("stowage.war"), "upload");
            server.startAgain();
            comesBackAfterALoss(server, folder.port());
            isThereAfterARestart(server);
            TomcatFolder other = tomcat();
            Map<String, String> its = settings("java:comp/env/jdbc/stowage", store);
            try (ServerProcess second = ServerProcess.start(other, its, FROM_ENVIRONMENT)) {
                bothWriteOne(server, folder.port(), second, other.port());
            }
            wrongPasswordStopsNoUpload(server, folder.port(), settings);
        }
    }

    private void comesBackAfterALoss(ServerProcess server, int port) throws Exception {
        assertThat(put(port)).isEqualTo(201);
        awaitRows(1);
        postgres.stop();
        assertThat(put(port)).isEqualTo(201);
        await(server, "The catalog cannot be used");
        assertThat(put(port)).isEqualTo(201);
        postgres.begin();
        awaitRows(3);
        await(server, "The catalog is open again");
        assertThat(server.log()).doesNotContain(PASSWORD, "jdbc:postgresql");
    }

    private void isThereAfterARestart(ServerProcess server) throws Exception {
        server.stop();
        server.startAgain();
        assertThat(countOf(server)).isEqualTo(3);
        try (RunningBean<CatalogMXBean> catalog = RunningBean.of(server, "Catalog", CatalogMXBean.class)) {
            assertThat(catalog.proxy().isComplete()).isTrue();
            assertThat(catalog.proxy().newest("", 9).lines()).hasSize(3);
        }
        assertThat(server.log()).doesNotContain("The store has", "looked through");
    }

    private void bothWriteOne(ServerProcess server, int port, ServerProcess second, int otherPort) throws Exception {
        assertThat(countOf(second)).isEqualTo(3);
        assertThat(put(port)).isEqualTo(201);
        assertThat(put(otherPort)).isEqualTo(201);
        awaitRows(5);
        try (RunningBean<CatalogMXBean> first = RunningBean.of(server, "Catalog", CatalogMXBean.class);
                RunningBean<CatalogMXBean> other = RunningBean.of(second, "Catalog", CatalogMXBean.class)) {
            assertThat(first.proxy().newest("", 9).lines()).hasSize(5);
            assertThat(other.proxy().newest("", 9).lines()).hasSize(5);
        }
    }

    private static void wrongPasswordStopsNoUpload(ServerProcess server, int port, Map<String, String> settings)
            throws Exception {
        Map<String, String> wrong = new HashMap<>(settings);
        wrong.put("STOWAGE_DATABASE_PASSWORD", "not " + PASSWORD);
        server.stop();
        server.startAgain(wrong);
        assertThat(put(port)).isEqualTo(201);
        await(server, "The catalog cannot be used");
        assertThat(server.log()).doesNotContain(PASSWORD);
    }

    private TomcatFolder tomcat() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        Files.createDirectories(folder.path().resolve("lib"));
        Files.copy(driver(), folder.path().resolve("lib/postgresql.jar"));
        String context = Files.readString(Path.of("server-config/tomcat/upload.xml"))
                .replace(
                        "name=\"stowage.secret\" value=\"\"",
                        "name=\"stowage.secret\" value=\"" + Signed.SECRET + "\"");
        folder.configure(context.replace("</Context>", recipe("tomcat/postgresql.xml") + "</Context>"), "upload");
        folder.deploy(Folders.named("stowage.war"), "upload");
        return folder;
    }

    private void configure(WildFlyFolder folder) throws Exception {
        WildFlyCli cli = new WildFlyCli(folder);
        cli.run("deploy " + driver() + " --name=postgresql.jar --runtime-name=postgresql.jar --force");
        Path script = Files.writeString(folder.path().resolve("postgresql.cli"), recipe("wildfly/postgresql.cli"));
        cli.runScript(script.toString(), Map.of());
        cli.runScript(script.toString(), Map.of());
    }

    /** With the address of the database, as the admin writes it. */
    private String recipe(String name) throws IOException {
        return Files.readString(Path.of("server-config").resolve(name))
                .replaceFirst("(?s)^<\\?xml.*?\\?>", "")
                .replace("//localhost/stowage", "//127.0.0.1:" + postgres.port() + "/" + database.getDatabaseName())
                .replace("user-name=stowage", "user-name=" + Postgres.USER)
                .replace("username=\"stowage\"", "username=\"" + Postgres.USER + "\"");
    }

    private static Path driver() throws Exception {
        return Path.of(Objects.requireNonNull(
                        PGSimpleDataSource.class.getProtectionDomain().getCodeSource())
                .getLocation()
                .toURI());
    }

    private static Map<String, String> settings(String catalog, Path store) {
        return Map.of(
                "STOWAGE_SECRET",
                Signed.SECRET,
                "STOWAGE_BASE_PATH",
                store.toString(),
                "STOWAGE_CATALOG",
                catalog,
                "STOWAGE_DATABASE_PASSWORD",
                PASSWORD);
    }

    private static int put(int port) throws IOException {
        String path = Signed.freshPath("a.bin");
        try (RawHttp http = new RawHttp(port)) {
            http.send("PUT", "/upload/" + Signed.v1(path, 1), "Content-Length: 1");
            http.send(new byte[1]);
            return http.answer("PUT").status();
        }
    }

    private static long countOf(ServerProcess server) throws Exception {
        try (RunningBean<RetentionMXBean> retention = RunningBean.of(server, "Retention", RetentionMXBean.class)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!retention.proxy().isCounted() && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertThat(retention.proxy().isCounted()).isTrue();
            return retention.proxy().getFiles();
        }
    }

    private void awaitRows(long count) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && rows() != count) {
            Thread.sleep(100);
        }
        assertThat(rows()).isEqualTo(count);
    }

    private long rows() throws Exception {
        return Postgres.count(database, "pg_class where relname = 'stowage_file'") == 0
                ? 0
                : Postgres.count(database, "stowage_file");
    }

    private static void await(ServerProcess server, String words) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.log().contains(words) && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertThat(server.log()).contains(words);
    }
}

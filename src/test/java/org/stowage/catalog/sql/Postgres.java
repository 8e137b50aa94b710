package org.stowage.catalog.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.stowage.program.InstalledProgram;
import org.stowage.program.RunningProgram;

/**
 * PostgreSQL (Debian: 15) on 127.0.0.1, with everything in a folder of the test. It refuses to run as root, so it runs as
 * {@code nobody} then.
 */
public final class Postgres implements AutoCloseable {

    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String PROGRAM = "/usr/lib/postgresql/*/bin/postgres";
    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String PACKAGES = "postgresql";

    static final String ADMIN = "postgres";

    private static final long LIMIT_SECONDS = 60;

    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable RunningProgram server;

    private Postgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts a new server in an empty folder. */
    public static Postgres start(Path folder) throws IOException, InterruptedException {
        Postgres postgres = new Postgres(folder, RunningProgram.freePort());
        postgres.giveFolderAway();
        postgres.run("initdb", "--no-sync", "--auth=trust", "--username=" + ADMIN, "--encoding=UTF8", "--locale=C");
        postgres.begin();
        return postgres;
    }

    /** Starts the server again after a stop. */
    public void begin() throws IOException, InterruptedException {
        Path output = Files.createTempDirectory("stowage-postgres");
        Stream<String> options = Stream.of(
                        "listen_addresses=127.0.0.1",
                        "port=" + port,
                        "unix_socket_directories=",
                        "dynamic_shared_memory_type=mmap",
                        "fsync=off")
                .flatMap(option -> Stream.of("-c", option));
        List<String> command = Stream.concat(command("postgres"), options).toList();
        RunningProgram program = RunningProgram.start(output, command, Map.of());
        server = program;
        program.awaitOutput("ready to accept connections");
    }

    /**
     * Stops the server like a crash: connections break, and the next start recovers what was committed. Its processes
     * end by themselves.
     */
    public void stop() throws IOException, InterruptedException {
        RunningProgram program = server;
        if (program != null) {
            server = null;
            try (program) {
                run("pg_ctl", "stop", "--mode=immediate", "--silent");
            }
        }
    }

    /** {@code kill -9} of the server; the processes that serve its connections end by themselves a little later. */
    public void kill() {
        RunningProgram program = server;
        if (program != null) {
            server = null;
            program.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /**
     * Creates a user with a password and a database of that user, as an admin does. Nobody can connect as this user
     * without the password.
     */
    public PGSimpleDataSource newUser(String name, String password) throws IOException, SQLException {
        PGSimpleDataSource admin = database(ADMIN, ADMIN);
        execute(admin, "create role " + name + " login");
        changePassword(name, password);
        execute(admin, "create database " + name + " owner " + name + " encoding 'UTF8' template template0");
        Path rules = folder.resolve("data/pg_hba.conf");
        Files.writeString(rules, "host all " + name + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        execute(admin, "select pg_reload_conf()");
        return database(name, ADMIN);
    }

    /** Changes a password, and breaks the connections of the user. */
    public void changePassword(String user, String password) throws SQLException {
        execute(
                database(ADMIN, ADMIN),
                "alter role " + user + " password '" + password + "'",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + user + "'");
    }

    /** Creates an empty database, and returns a source of connections to it. */
    public PGSimpleDataSource newDatabase(String... options) throws SQLException {
        String name = "test" + databases.incrementAndGet();
        execute(database("postgres", ADMIN), "create database " + name + " " + String.join(" ", options));
        return database(name, ADMIN);
    }

    /** Returns a source of connections of another user. */
    PGSimpleDataSource sameDatabaseAs(PGSimpleDataSource database, String user) {
        return database(Objects.requireNonNull(database.getDatabaseName()), user);
    }

    /** Executes statements, one after the other. */
    public static void execute(PGSimpleDataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Counts the rows of a table. */
    public static long count(PGSimpleDataSource database, String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private PGSimpleDataSource database(String name, String user) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setServerNames(new String[] {"127.0.0.1"});
        database.setPortNumbers(new int[] {port});
        database.setDatabaseName(name);
        database.setUser(user);
        return database;
    }

    private void giveFolderAway() throws IOException {
        if (isRoot()) {
            Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody"));
        }
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(command(program), Stream.of(arguments)).toList();
        Path output = Files.createTempFile("stowage-postgres", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            if (!ended || process.exitValue() != 0) {
                throw new IOException(program + " failed:\n" + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    private Stream<String> command(String program) {
        Stream<String> user =
                isRoot() ? Stream.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups") : Stream.of();
        String path = new InstalledProgram(PROGRAM, PACKAGES)
                .path()
                .resolveSibling(program)
                .toString();
        return Stream.concat(user, Stream.of(path, "-D", folder.resolve("data").toString()));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}

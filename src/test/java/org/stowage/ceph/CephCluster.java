package org.stowage.ceph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowage.program.InstalledProgram;
import org.stowage.program.RunningProgram;

/**
 * Ceph (Debian: 16.2.15) with three monitors, a manager, three OSDs and two gateways. Each object is on all three OSDs; two must have it before
 * it is acknowledged.
 */
public final class CephCluster implements AutoCloseable {

    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String PROGRAM = "radosgw";
    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String PACKAGES = "ceph-mon ceph-mgr ceph-osd ceph-mds ceph-common ceph-fuse radosgw";

    /** The access key of its one user. */
    public static final String KEY = "test-id";
    /** The secret of that key. */
    public static final String SECRET = "test-secret";

    private static final int MONITORS = 3;
    private static final int OSDS = 3;
    private static final int GATEWAYS = 2;
    private static final int TRIES = 5;
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final Path configuration;
    private final UUID id = UUID.randomUUID();
    private final List<Integer> monitorPorts = ports(MONITORS);
    private final List<Integer> gatewayPorts = ports(GATEWAYS);
    private final List<Daemon> monitors = new ArrayList<>();
    private final List<Daemon> osds = new ArrayList<>();
    private final List<Daemon> gateways = new ArrayList<>();
    private final Daemon manager;
    private final Daemon metadata;

    private CephCluster(Path folder) throws IOException {
        this.folder = folder;
        this.configuration = folder.resolve("ceph.conf");
        this.manager = daemon("mgr.x", "ceph-mgr", "-i", "x");
        this.metadata = daemon("mds.x", "ceph-mds", "-i", "x");
    }

    /** Starts a new one; returns when both gateways answer. */
    public static CephCluster start() throws IOException, InterruptedException {
        CephCluster cluster = new CephCluster(Files.createTempDirectory("stowage-ceph"));
        try {
            cluster.begin();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Returns the URL of each gateway. */
    public List<URI> gatewayUrls() {
        return gatewayPorts.stream()
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .toList();
    }

    /** Returns the gateways, in the order of their URLs. */
    public List<Daemon> gateways() {
        return gateways;
    }

    /** Returns what keeps the objects. */
    public List<Daemon> osds() {
        return osds;
    }

    /** Makes its file system; to be called once. */
    public void makeFileSystem() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("mds.x"));
        ceph("osd", "pool", "create", "files.meta", "8");
        ceph("osd", "pool", "create", "files.data", "8");
        ceph("fs", "new", "files", "files.meta", "files.data");
        metadata.start();
        await("the file system", () -> ceph("mds", "stat").contains("up:active"));
    }

    /** Mounts its file system on an empty folder, as another machine does. */
    public FolderMount mount(Path empty) throws IOException, InterruptedException {
        return FolderMount.of(
                empty,
                List.of(command("ceph-fuse"), List.of("-f", empty.toString())).stream()
                        .flatMap(List::stream)
                        .toList());
    }

    /** Returns when each object is where it belongs again. */
    public void awaitClean() throws IOException, InterruptedException {
        await("all placement groups to be clean", () -> {
            restartEnded();
            return ceph("pg", "stat").matches("(?s).*\\b(\\d+) pgs: \\1 active\\+clean;.*");
        });
    }

    @Override
    public void close() {
        Stream.of(List.of(metadata), gateways, osds, List.of(manager), monitors)
                .flatMap(List::stream)
                .forEach(Daemon::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() throws IOException, InterruptedException {
        Files.writeString(configuration, text());
        beginMonitors();
        manager.start();
        for (int osd = 0; osd < OSDS; osd++) {
            makeOsd(osd);
        }
        for (Daemon osd : osds) {
            osd.start();
        }
        await("the OSDs", () -> {
            restartEnded();
            return ceph("osd", "stat").contains(OSDS + " up");
        });
        run(
                "radosgw-admin",
                "user",
                "create",
                "--uid=stowage",
                "--display-name=Stowage",
                "--access-key=" + KEY,
                "--secret-key=" + SECRET);
        beginGateways();
    }

    private void beginMonitors() throws IOException, InterruptedException {
        Path map = folder.resolve("monitors");
        List<String> make = new ArrayList<>(List.of("monmaptool", "--create", "--fsid", id.toString()));
        for (int mon = 0; mon < MONITORS; mon++) {
            make.addAll(List.of("--addv", letter(mon), "[" + address(mon) + "]"));
        }
        make.add(map.toString());
        execute(make);
        for (int mon = 0; mon < MONITORS; mon++) {
            Files.createDirectory(folder.resolve("mon." + letter(mon)));
            run("ceph-mon", "--mkfs", "-i", letter(mon), "--monmap", map.toString());
            monitors.add(daemon("mon." + letter(mon), "ceph-mon", "-i", letter(mon), "--public-addr", address(mon)));
        }
        Files.createDirectory(folder.resolve("mgr.x"));
        for (Daemon monitor : monitors) {
            monitor.start();
        }
        ceph("quorum_status");
    }

    private void makeOsd(int osd) throws IOException, InterruptedException {
        String name = Integer.toString(osd);
        String uuid = UUID.randomUUID().toString();
        Files.createDirectory(folder.resolve("osd." + name));
        ceph("osd", "new", uuid, name);
        run("ceph-osd", "-i", name, "--mkfs", "--osd-uuid", uuid);
        osds.add(daemon("osd." + name, "ceph-osd", "-i", name));
    }

    private void beginGateways() throws IOException, InterruptedException {
        for (int port : gatewayPorts) {
            String name = "rgw" + port;
            gateways.add(daemon(
                    name,
                    "radosgw",
                    "-n",
                    "client." + name,
                    "--rgw-frontends=beast tcp_nodelay=1 endpoint=127.0.0.1:" + port));
        }
        for (Daemon gateway : gateways) {
            gateway.start();
        }
        for (int port : gatewayPorts) {
            await("the gateways", () -> RunningProgram.listens(port));
        }
        awaitClean();
    }

    /** A monitor that has not heard of the cluster's beginning yet refuses an OSD, which ends then. */
    private void restartEnded() throws IOException {
        for (Daemon osd : osds) {
            osd.startIfEnded();
        }
    }

    private String text() {
        return """
                [global]
                fsid = ID
                mon host = MONITORS
                auth cluster required = none
                auth service required = none
                auth client required = none
                auth allow insecure global id reclaim = false
                ms bind msgr2 = false
                public addr = 127.0.0.1
                cluster addr = 127.0.0.1
                run dir = FOLDER
                admin socket = FOLDER/$name.$pid.asok
                log file = FOLDER/$name.log
                pid file =
                crash dir = FOLDER/crash
                mon data = FOLDER/$name
                mgr data = FOLDER/$name
                mds data = FOLDER/$name
                osd data = FOLDER/$name
                mon data avail warn = 1
                mon data avail crit = 1
                mon max pg per osd = 1000
                mon osd reporter subtree level = osd
                osd crush chooseleaf type = 0
                osd pool default size = 3
                osd pool default min size = 2
                osd pool default pg num = 8
                osd pool default pgp num = 8
                osd pool default pg autoscale mode = off
                osd objectstore = bluestore
                bluestore block size = 8589934592
                bluestore block db create = false
                bluestore block wal create = false
                bluestore cache autotune = false
                bluestore cache size = 67108864
                rgw thread pool size = 64
                """.replace("ID", id.toString()).replace("FOLDER", folder.toString()).replace(
                "MONITORS",
                String.join(
                        ",",
                        IntStream.range(0, MONITORS).mapToObj(this::address).toList()));
    }

    private String address(int monitor) {
        return "v1:127.0.0.1:" + monitorPorts.get(monitor);
    }

    private static String letter(int number) {
        return String.valueOf((char) ('a' + number));
    }

    private Daemon daemon(String name, String program, String... arguments) {
        List<String> command = new ArrayList<>(command(program));
        command.add("-f");
        command.addAll(List.of(arguments));
        return new Daemon(name, command);
    }

    /** A client that asks before it knows the id of the cluster is refused, now and then. */
    private String ceph(String... arguments) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return run("ceph", arguments);
            } catch (IOException e) {
                if (attempt == TRIES || !String.valueOf(e.getMessage()).contains("EPERM")) {
                    throw e;
                }
            }
        }
    }

    private String run(String program, String... arguments) throws IOException, InterruptedException {
        return execute(
                Stream.concat(command(program).stream(), Stream.of(arguments)).toList());
    }

    private List<String> command(String program) {
        return List.of(new InstalledProgram(program, PACKAGES).path().toString(), "-c", configuration.toString());
    }

    private String execute(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(command + " failed:\n" + text);
        }
        return text;
    }

    /** Something that comes to be true. */
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static List<Integer> ports(int count) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int port = 0; port < count; port++) {
            ports.add(RunningProgram.freePort());
        }
        return List.copyOf(ports);
    }
}

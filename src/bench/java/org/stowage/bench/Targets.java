package org.stowage.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The servers by name: {@code nginx}, {@code nginx-perl}, {@code wildfly}, {@code tomcat10}, {@code tomcat11}, {@code null}; with
 * {@code -fsync} behind it one of Stowage waits for the disk, with {@code -tuned} its server has other settings, with
 * {@code -files} there is no Stowage, and the server's own handler serves the files. {@code store} is the object store of
 * {@code --s3} itself; with {@code -s3} behind it Stowage keeps its files there: {@code single-s3} and {@code pair-s3} are one Tomcat and two
 * behind nginx.
 */
final class Targets {

    private static final Path HOMES = Path.of("target/servers").toAbsolutePath();
    private static final Path FOLDERS = Path.of("target/bench/servers").toAbsolutePath();
    private static final String FSYNC = "-fsync";
    private static final String TUNED = "-tuned";
    private static final String FILES_ONLY = "-files";
    private static final String BUCKET = "-s3";
    private static final String BARE = "store";

    private final Options options;
    private final Path stores;

    /** Keeps all stores below one folder, whose name is of this process. */
    Targets(Options options) {
        this.options = options;
        this.stores = options.path("store")
                .resolve("stowage-bench-" + ProcessHandle.current().pid());
    }

    /** Tells whether it is Stowage. */
    static boolean isStowage(String name) {
        return !name.startsWith("nginx") && !name.equals("null") && !name.equals(BARE) && !name.endsWith(FILES_ONLY);
    }

    Server start(String name, String heap) throws IOException, InterruptedException {
        boolean fsync = name.endsWith(FSYNC);
        Program program = program(name);
        System.err.println("starting " + name);
        int port = name.equals(BARE) ? gateway().getPort() : Site.freePort();
        Site site = new Site(FOLDERS.resolve(name), stores.resolve(name), port, fsync, heap, storage(name));
        return Server.start(name, program, site);
    }

    private Program program(String name) throws IOException {
        boolean tuned = name.contains(TUNED);
        boolean uploads = !name.endsWith(FILES_ONLY);
        String connector = tuned ? options.text("tomcat-tuning") : "";
        String cli = tuned ? options.text("wildfly-tuning") : "";
        return switch (name.replaceAll(FSYNC + "|" + TUNED + "|" + FILES_ONLY + "|" + BUCKET, "")) {
            case "nginx" -> new Nginx(false);
            case "nginx-perl" -> new Nginx(true);
            case "null" -> new NullProgram();
            case BARE -> new BareStore();
            case "single" -> nodes(1);
            case "pair" -> nodes(2);
            case "wildfly" -> new WildFly(home("wildfly-[0-9].*"), cli, uploads);
            case "tomcat10" -> new Tomcat(home("apache-tomcat-10.*"), connector, uploads);
            case "tomcat11" -> new Tomcat(home("apache-tomcat-11.*"), connector, uploads);
            default -> throw new IllegalArgumentException("no such server: " + name);
        };
    }

    private static ProxiedNodes nodes(int count) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            ports.add(Site.freePort());
        }
        return new ProxiedNodes(new Tomcat(home("apache-tomcat-11.*"), "", true), ports);
    }

    private URI gateway() {
        return URI.create(options.list("s3").get(0));
    }

    /** Each has objects of its own. */
    private Map<String, String> storage(String name) {
        if (!name.endsWith(BUCKET)) {
            return Map.of();
        }
        return Map.of(
                "STOWAGE_STORAGE", "s3",
                "STOWAGE_S3_ENDPOINT", options.text("s3"),
                "STOWAGE_S3_BUCKET", "stowage",
                "STOWAGE_S3_PREFIX", name + "-" + ProcessHandle.current().pid() + "/",
                "STOWAGE_S3_ACCESS_KEY", "test-id",
                "STOWAGE_S3_SECRET_KEY", "test-secret");
    }

    private static Path home(String name) throws IOException {
        try (Stream<Path> homes = Files.list(HOMES)) {
            return homes.filter(home -> home.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("not unpacked by the build: " + name));
        }
    }
}

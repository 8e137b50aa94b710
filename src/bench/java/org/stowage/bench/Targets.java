package org.stowage.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers by name: {@code nginx}, {@code nginx-perl}, {@code wildfly}, {@code tomcat10}, {@code tomcat11}, {@code null}; with
 * {@code -fsync} behind it one of Stowage waits for the disk, with {@code -tuned} its server has other settings, with
 * {@code -s3} its files are in the bucket that {@code --s3} names, with
 * {@code -files} there is no Stowage, and the server's own handler serves the files.
 */
final class Targets {

    private static final Path HOMES = Path.of("target/servers").toAbsolutePath();
    private static final Path FOLDERS = Path.of("target/bench/servers").toAbsolutePath();
    private static final String FSYNC = "-fsync";
    private static final String TUNED = "-tuned";
    private static final String FILES_ONLY = "-files";
    private static final String S3 = "-s3";

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
        return !name.startsWith("nginx") && !name.equals("null") && !name.endsWith(FILES_ONLY);
    }

    Server start(String name, String heap) throws IOException, InterruptedException {
        boolean fsync = name.endsWith(FSYNC);
        Program program = program(name);
        System.err.println("starting " + name);
        Site site = new Site(FOLDERS.resolve(name), stores.resolve(name), Site.freePort(), fsync, heap, bucket(name));
        return Server.start(name, program, site);
    }

    private @Nullable URI bucket(String name) {
        return name.endsWith(S3) ? URI.create(options.text("s3")) : null;
    }

    private Program program(String name) throws IOException {
        boolean tuned = name.contains(TUNED);
        boolean uploads = !name.endsWith(FILES_ONLY);
        String connector = tuned ? options.text("tomcat-tuning") : "";
        String cli = tuned ? options.text("wildfly-tuning") : "";
        return switch (name.replaceAll(FSYNC + "|" + TUNED + "|" + FILES_ONLY + "|" + S3, "")) {
            case "nginx" -> new Nginx(false);
            case "nginx-perl" -> new Nginx(true);
            case "null" -> new NullProgram();
            case "wildfly" -> new WildFly(home("wildfly-[0-9].*"), cli, uploads);
            case "tomcat10" -> new Tomcat(home("apache-tomcat-10.*"), connector, uploads);
            case "tomcat11" -> new Tomcat(home("apache-tomcat-11.*"), connector, uploads);
            default -> throw new IllegalArgumentException("no such server: " + name);
        };
    }

    private static Path home(String name) throws IOException {
        try (Stream<Path> homes = Files.list(HOMES)) {
            return homes.filter(home -> home.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("not unpacked by the build: " + name));
        }
    }
}

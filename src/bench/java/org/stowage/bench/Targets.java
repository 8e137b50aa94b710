package org.stowage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The servers by name: {@code nginx}, {@code wildfly}, {@code tomcat10}, {@code tomcat11}, {@code null}; with
 * {@code -fsync} behind it one of Stowage waits for the disk, with {@code -tuned} its server has other settings.
 */
final class Targets {

    private static final Path HOMES = Path.of("target/servers").toAbsolutePath();
    private static final Path FOLDERS = Path.of("target/bench/servers").toAbsolutePath();
    private static final String FSYNC = "-fsync";
    private static final String TUNED = "-tuned";

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
        return !name.equals("nginx") && !name.equals("null");
    }

    Server start(String name, String heap) throws IOException, InterruptedException {
        boolean fsync = name.endsWith(FSYNC);
        Program program = program(name.replace(FSYNC, "").replace(TUNED, ""), name.contains(TUNED));
        System.err.println("starting " + name);
        Site site = new Site(FOLDERS.resolve(name), stores.resolve(name), Site.freePort(), fsync, heap);
        return Server.start(name, program, site);
    }

    private Program program(String name, boolean tuned) throws IOException {
        String connector = tuned ? options.text("tomcat-tuning") : "";
        String cli = tuned ? options.text("wildfly-tuning") : "";
        return switch (name) {
            case "nginx" -> new Nginx();
            case "null" -> new NullProgram();
            case "wildfly" -> new WildFly(home("wildfly-[0-9].*"), cli);
            case "tomcat10" -> new Tomcat(home("apache-tomcat-10.*"), connector);
            case "tomcat11" -> new Tomcat(home("apache-tomcat-11.*"), connector);
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

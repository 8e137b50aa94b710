package org.stowage.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** Where the build has put the servers and the WARs, and the new folders of the servers that a test starts. */
final class Folders {

    private static final Properties BUILD = build();

    private Folders() {}

    /** A place that the build has written to {@code servers.properties}. */
    static Path named(String property) {
        return Path.of(Objects.requireNonNull(BUILD.getProperty(property), property));
    }

    private static Properties build() {
        try (InputStream in = Objects.requireNonNull(Folders.class.getResourceAsStream("/servers.properties"))) {
            Properties build = new Properties();
            build.load(in);
            return build;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new folder below {@code target/servers/own}; it stays, with its log, until the next run. */
    static Path create(String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(named("own.servers")), name + "-");
    }

    /** Copies the files of one folder, without its folders. */
    static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> entries = Files.list(from)) {
            files = entries.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }
}

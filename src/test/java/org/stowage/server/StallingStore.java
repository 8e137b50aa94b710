package org.stowage.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A folder on a FUSE file system whose operations wait as long as a test likes.
 *
 * @param home where all of this lies
 * @param process the file system
 */
record StallingStore(Path home, Process process) implements AutoCloseable {

    static final String PYTHON = "/usr/bin/python3";

    static final String MODULE = "/usr/share/doc/python3-fusepy";

    static final String PACKAGES = "python3-fusepy";

    private static final String SCRIPT = "stalling.py";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Mounts it; nothing if this machine does not let us. */
    static Optional<StallingStore> mount() throws IOException, InterruptedException {
        Path home = Folders.create("stalling");
        try (InputStream script = StallingStore.class.getResourceAsStream(SCRIPT)) {
            Files.copy(Objects.requireNonNull(script), home.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
        }
        Path folder = Files.createDirectory(home.resolve("folder"));
        Path place = Files.createDirectory(home.resolve("place"));
        Files.createFile(home.resolve("stalled"));
        Files.createFile(home.resolve("waiting"));
        Process process = new ProcessBuilder(
                        PYTHON, home.resolve(SCRIPT).toString(), folder.toString(), place.toString())
                .inheritIO()
                .start();
        StallingStore store = new StallingStore(home, process);
        Files.createFile(folder.resolve("mounted"));
        if (store.isMountedInTime()) {
            return Optional.of(store);
        }
        store.close();
        return Optional.empty();
    }

    private boolean isMountedInTime() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (Files.exists(place().resolve("mounted"))) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    /** Where the files are seen. */
    Path place() {
        return home.resolve("place");
    }

    /** Has operations wait from now on: {@code getattr}, {@code open}, {@code read} at the beginning of a file, {@code read-on}. */
    void stall(String operations) throws IOException {
        Files.write(home.resolve("waiting"), new byte[0]);
        Files.writeString(home.resolve("stalled"), operations);
    }

    /** Returns when so many operations have begun to wait since the stall. */
    void awaitWaiting(int number) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Files.size(home.resolve("waiting")) < number) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + Files.size(home.resolve("waiting")) + " operations wait");
            }
            Thread.sleep(20);
        }
    }

    /** Lets all of them go on. */
    void goOn() throws IOException {
        Files.writeString(home.resolve("stalled"), "");
    }

    /** Whoever still waits for it gets an error. */
    @Override
    public void close() throws IOException {
        goOn();
        try {
            new ProcessBuilder("umount", "-l", place().toString()).start().waitFor();
            process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

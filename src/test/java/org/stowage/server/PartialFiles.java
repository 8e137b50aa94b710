package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The uploads on their way into a store, as its folder tells.
 *
 * @param store the folder
 */
record PartialFiles(Path store) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Waits until there are so many. */
    void await(int number) throws IOException, InterruptedException {
        assertThat(become(number, PATIENCE)).as("%d files", number).isTrue();
    }

    /** Tells whether there are so many within a time. */
    boolean become(int number, Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (now().size() != number && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        return now().size() == number;
    }

    private List<Path> now() throws IOException {
        try (Stream<Path> all = Files.walk(store.resolve("partial"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock") && !file.endsWith("reserve"))
                    .toList();
        } catch (UncheckedIOException goneMeanwhile) {
            return now();
        }
    }
}

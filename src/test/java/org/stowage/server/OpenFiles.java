package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a folder that a server has open, as the kernel tells.
 *
 * @param server that may have them open
 * @param folder and all below it
 */
record OpenFiles(ServerProcess server, Path folder) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Waits until the server has so many open. */
    void await(int number) throws IOException, InterruptedException {
        if (!become(number, PATIENCE)) {
            assertThat(now()).hasSize(number);
        }
    }

    /** Waits until the server has so many open, and tells whether it had. */
    boolean become(int number, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (now().size() != number) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    private List<Path> now() throws IOException {
        List<Path> open = new ArrayList<>();
        List<Path> descriptors;
        try (Stream<Path> links = Files.list(Path.of("/proc/" + server.pid() + "/fd"))) {
            descriptors = links.toList();
        }
        for (Path descriptor : descriptors) {
            try {
                Path target = Files.readSymbolicLink(descriptor);
                if (target.startsWith(folder)) {
                    open.add(target);
                }
            } catch (NoSuchFileException closedMeanwhile) {
                // not open any more
            }
        }
        return open;
    }
}

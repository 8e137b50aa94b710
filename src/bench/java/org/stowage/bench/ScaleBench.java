package org.stowage.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/**
 * Asks a server for files picked out of more and more. The files are put into its store by the product's own repository,
 * in our process: through HTTP it would take ten times as long and store the same.
 */
final class ScaleBench {

    private static final int SIZE = 64;

    private final Options options;
    private final Server server;
    private final String run = Runs.next();
    private final List<ScaleResult> results = new ArrayList<>();
    private long files;

    ScaleBench(Options options, Server server) {
        this.options = options;
        this.server = server;
    }

    List<ScaleResult> run() throws IOException, InterruptedException {
        for (String count : options.list("scale")) {
            long start = System.nanoTime();
            fill(Long.parseLong(count));
            System.err.printf("%s has %d files, %.1f s%n", server.name(), files, (System.nanoTime() - start) / 1e9);
            measure();
        }
        return results;
    }

    private void measure() throws IOException, InterruptedException {
        Duration restart = server.restart();
        List<Function<Long, Request>> kinds = List.of(
                number -> Request.head(Sample.of(run, number, SIZE)),
                number -> Request.get(Sample.of(run, number, SIZE)),
                number -> Request.put(Sample.of(Runs.next(), number, SIZE)));
        for (Function<Long, Request> kind : kinds) {
            load(kind, options.seconds("warmup").plusSeconds(2));
        }
        for (Function<Long, Request> kind : kinds) {
            Outcome outcome = load(kind, options.seconds("duration"));
            results.add(new ScaleResult(
                    server.name(),
                    files,
                    restart.toMillis(),
                    kind.apply(0L).method().name(),
                    outcome.latencies().millis(0.5),
                    outcome.latencies().millis(0.99),
                    outcome.faults(),
                    outcome.firstFault()));
        }
    }

    private Outcome load(Function<Long, Request> kind, Duration duration) throws InterruptedException {
        InetSocketAddress address = server.site().address();
        Workload anywhere = () -> kind.apply(ThreadLocalRandom.current().nextLong(files));
        return Load.run(address, anywhere, 1, duration);
    }

    private void fill(long count) throws IOException {
        List<Sample> missing = LongStream.range(files, count)
                .mapToObj(number -> Sample.of(run, number, SIZE))
                .toList();
        if (server.program() instanceof Nginx) {
            for (Sample sample : missing) {
                writePlain(server.site().store().resolve("files").resolve(sample.path()), sample);
            }
        } else if (!(server.program() instanceof NullProgram)) {
            try (LocalRepository repository =
                    LocalRepository.open(server.site().store(), Durability.NONE, Clock.systemUTC())) {
                for (Sample sample : missing) {
                    store(repository, sample);
                }
            }
        }
        files = count;
    }

    private static void store(LocalRepository repository, Sample sample) throws IOException {
        Slot slot = new Slot(new FileKey(sample.path()), sample.size(), "application/octet-stream");
        try (PendingUpload upload = repository.begin(slot)) {
            upload.write(new Block().slice(sample, 0, sample.size()));
            upload.publish();
        }
    }

    private static void writePlain(Path path, Sample sample) throws IOException {
        ByteBuffer content = new Block().slice(sample, 0, sample.size());
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        Files.createDirectory(path.getParent());
        Files.write(path, bytes);
    }
}

package org.stowage.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.stowage.link.Relay;

/** Runs one {@link LoadStep} against all servers in turn, each round in another order. */
final class LoadBench {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int PROVED_FILES = 1000;
    private static final long PROVED_BYTES = 1L << 30;
    private static final int FILLING = 4;

    private final Options options;
    private final LoadStep step;
    private final List<Server> servers;
    private final Map<Server, List<Sample>> pools = new HashMap<>();
    private final List<Measurement> measurements = new ArrayList<>();

    LoadBench(Options options, LoadStep step, List<Server> servers) {
        this.options = options;
        this.step = step;
        this.servers = servers.stream().filter(this::takesPart).toList();
    }

    /** Round 0 warms up and does not count. */
    List<Measurement> run() throws IOException, InterruptedException {
        for (Server server : servers) {
            pools.put(server, step.isUpload() ? List.of() : fill(server));
        }
        for (int round = 0; round <= options.number("rounds"); round++) {
            List<Server> order = new ArrayList<>(servers);
            Collections.rotate(order, round);
            for (Server server : order) {
                measure(server, round);
            }
        }
        if (options.has("profiler")) {
            for (Server server : servers) {
                profile(server);
            }
        }
        for (Server server : servers) {
            server.empty();
        }
        return measurements;
    }

    /** Draws a flame graph of a server under the same load, which is not counted. */
    private void profile(Server server) throws IOException, InterruptedException {
        if (server.program() instanceof Nginx) {
            return;
        }
        Profiler profiler = Profiler.start(options, server, step.name());
        Load.run(server.site().address(), workload(server), step.connections(), options.seconds("duration"));
        profiler.stop();
        if (step.isUpload()) {
            server.empty();
        }
    }

    private Workload workload(Server server) throws IOException {
        return step.isUpload()
                ? Workload.puts(Runs.next(), step.size(), mostFiles(server))
                : step.reading(pools.getOrDefault(server, List.of()));
    }

    /**
     * Measures once, without warming up.
     *
     * @param round to be told with the figures
     */
    List<Measurement> cold(int round) throws IOException, InterruptedException {
        for (Server server : servers) {
            pools.put(server, step.isUpload() ? List.of() : fill(server));
            measure(server, round);
        }
        return measurements;
    }

    /** A server that waits for the disk differs in uploads only. */
    private boolean takesPart(Server server) {
        return step.isUpload()
                ? server.program().takesUploads()
                : !server.site().fsync();
    }

    private List<Sample> fill(Server server) throws IOException, InterruptedException {
        if (!server.program().takesUploads()) {
            return server.write(Runs.next(), step.size(), step.poolFiles());
        }
        Workload uploads = Workload.puts(Runs.next(), step.size(), step.poolFiles());
        return require(Load.run(server.site().address(), uploads, FILLING, PATIENCE))
                .stored();
    }

    private void measure(Server server, int round) throws IOException, InterruptedException {
        Workload workload = workload(server);
        Duration duration = options.seconds(round == 0 ? "warmup" : "duration");
        Stopwatch stopwatch = Stopwatch.start(server);
        Outcome outcome = overTheLink(server, workload, duration);
        Measurement measurement = stopwatch.stop(step, round, outcome);
        if (step.isUpload()) {
            prove(server, outcome.stored());
            server.empty();
        }
        if (round > 0) {
            measurements.add(measurement);
            System.err.printf(
                    "%s round %d %s: %.0f%s%n",
                    step.name(), round, server.name(), measurement.rate(), outcome.faults() > 0 ? " BAD" : "");
        }
    }

    /** What is measured comes from as far away as was asked for; what prepares and proves it does not. */
    private Outcome overTheLink(Server server, Workload workload, Duration duration)
            throws IOException, InterruptedException {
        int roundTrip = options.number("rtt");
        if (roundTrip == 0) {
            return Load.run(server.site().address(), workload, step.connections(), duration);
        }
        try (Relay link = Relay.to(server.site().port(), Duration.ofMillis(roundTrip))) {
            InetSocketAddress near = new InetSocketAddress(InetAddress.getLoopbackAddress(), link.port());
            return Load.run(near, workload, step.connections(), duration);
        }
    }

    private long mostFiles(Server server) throws IOException {
        long room = Files.getFileStore(server.site().store()).getUsableSpace() / 2;
        return Math.min(room, (long) options.number("store-limit") << 20) / step.size();
    }

    /** Reads some of the uploaded files back, spread over all of them. */
    private void prove(Server server, List<Sample> stored) throws InterruptedException {
        if (server.program() instanceof NullProgram || stored.isEmpty()) {
            return;
        }
        int most = (int) Math.max(1, Math.min(PROVED_FILES, PROVED_BYTES / step.size()));
        int stride = Math.max(1, stored.size() / most);
        List<Sample> some = IntStream.range(0, stored.size())
                .filter(i -> i % stride == 0)
                .mapToObj(stored::get)
                .toList();
        require(Load.run(server.site().address(), Workload.once(some), FILLING, PATIENCE));
    }

    private static Outcome require(Outcome outcome) {
        if (outcome.faults() > 0) {
            throw new IllegalStateException(outcome.faults() + " wrong: " + outcome.firstFault());
        }
        return outcome;
    }
}

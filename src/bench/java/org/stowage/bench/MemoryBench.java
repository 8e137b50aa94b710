package org.stowage.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Many transfers of 100 MiB at once, against a server with a small heap. */
final class MemoryBench {

    private static final long SIZE = 100 << 20;
    private static final int POOL_FILES = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Server server;
    private final int transfers;
    private final GcLog heap;

    MemoryBench(Options options, Server server) {
        this.server = server;
        this.transfers = options.number("transfers");
        this.heap = new GcLog(server);
    }

    List<MemoryResult> run() throws IOException, InterruptedException {
        MemoryResult uploads = measure("PUT", Workload.puts(Runs.next(), SIZE, transfers));
        server.empty();
        Outcome pool =
                Load.run(server.site().address(), Workload.puts(Runs.next(), SIZE, POOL_FILES), POOL_FILES, PATIENCE);
        List<Sample> each = List.copyOf(pool.stored());
        List<Sample> files = IntStream.range(0, transfers)
                .mapToObj(i -> each.get(i % each.size()))
                .toList();
        return List.of(uploads, measure("GET", Workload.once(files)));
    }

    private MemoryResult measure(String what, Workload workload) throws IOException, InterruptedException {
        long heapIdle = heap.exists() ? heap.collect() : 0;
        int collections = heap.count();
        Usage idle = server.usage();
        Usage.forgetPeak(server.handle());
        Outcome outcome = Load.run(server.site().address(), workload, transfers, PATIENCE);
        Usage after = server.usage();
        if (heap.exists()) {
            heap.collect();
        }
        return new MemoryResult(
                server.name(),
                what,
                server.site().heap(),
                heapIdle,
                heap.exists() ? heap.most(collections) : 0,
                idle.residentMiB(),
                after.peakMiB(),
                after.threads(),
                outcome.faults(),
                outcome.firstFault());
    }
}

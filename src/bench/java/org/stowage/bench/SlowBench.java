package org.stowage.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Keeps many slow uploads and downloads, or downloads alone, in flight, and asks meanwhile what a fast client feels of them. */
final class SlowBench {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SETTLING_MILLIS = 500;
    private static final Duration HANGING = Duration.ofMinutes(5);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** Garbage collections and the like, while all must stay in flight. */
    private static final long SLACK_SECONDS = 30;
    /** What the kernel may take of a download at once: tcp_wmem, to which loopback with its large segments soon comes. */
    private static final long SOCKET_BUFFERS = 4 << 20;

    private static final int POOL_FILES = 16;

    private final Server server;
    private final InetSocketAddress address;
    private final GcLog heap;
    private final int clients;
    private final boolean uploading;
    private final Duration hold;

    /**
     * Begins nothing yet.
     *
     * @param uploading whether there are as many slow uploads as downloads, or none
     */
    SlowBench(Options options, Server server, boolean uploading) {
        this.server = server;
        this.address = server.site().address();
        this.heap = new GcLog(server);
        this.clients = Math.min(options.number("slow"), Limits.slowClients());
        this.uploading = uploading;
        this.hold = options.seconds("hold");
        if (clients < options.number("slow")) {
            System.err.println("only " + clients + " slow clients of each kind: a server needs four open files for each"
                    + " pair and ulimit -n allows " + Limits.openFiles());
        }
    }

    SlowResult run() throws IOException, InterruptedException {
        long size =
                Trickle.BYTES_PER_SECOND * (Trickle.beginning(clients).toSeconds() + hold.toSeconds() + SLACK_SECONDS);
        Trickle uploads = new Trickle(address, uploading ? uploads(size) : List.of());
        Trickle downloads = new Trickle(address, downloads(size + SOCKET_BUFFERS));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            fast(threads, WARM_UP);
            FastClient before = fast(threads, hold);
            State idle = state();
            Future<Outcome> up = threads.submit(uploads);
            Future<Outcome> down = threads.submit(downloads);
            uploads.awaitBegun();
            downloads.awaitBegun();
            FastClient during = fast(threads, hold);
            State busy = state();
            System.err.println("with " + all() + " slow clients: " + idle + ", then " + busy);
            long late = Math.max(uploads.lateMillis(), downloads.lateMillis());
            uploads.hurry();
            downloads.hurry();
            return result(List.of(before, during), busy.since(idle), List.of(get(up), get(down)), late);
        } finally {
            uploads.hurry();
            downloads.hurry();
            threads.shutdownNow();
            server.empty();
        }
    }

    /** Who gets no answer is interrupted, which closes its connection and counts as a fault. */
    private FastClient fast(ExecutorService threads, Duration duration) throws InterruptedException {
        FastClient client = new FastClient(address);
        Future<?> running = threads.submit(() -> client.run(duration));
        try {
            running.get(duration.plus(PATIENCE).toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            running.cancel(true);
            Thread.sleep(SETTLING_MILLIS);
        }
        return client;
    }

    /** Who hangs is interrupted in the end, which closes its connection. */
    private static <T> T get(Future<T> result) throws InterruptedException {
        try {
            return result.get(HANGING.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private SlowResult result(List<FastClient> fast, State growth, List<Outcome> slow, long late)
            throws InterruptedException {
        Outcome readBack = Load.run(address, Workload.once(slow.get(0).stored()), 2, PATIENCE);
        String fault = Stream.of(
                        fast.get(0).firstFault(),
                        fast.get(1).firstFault(),
                        slow.get(0).firstFault(),
                        slow.get(1).firstFault(),
                        readBack.firstFault())
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining("; "));
        return new SlowResult(
                server.name(),
                clients,
                server.program() instanceof NullProgram ? slow.get(0).requests() : readBack.requests(),
                slow.get(1).requests(),
                SlowResult.Times.of(fast.get(0)),
                SlowResult.Times.of(fast.get(1)),
                growth.heapMiB() * 1024.0 / all(),
                growth.usage().residentMiB() * 1024.0 / all(),
                growth.usage().threads(),
                growth.usage().openFiles(),
                late,
                fault);
    }

    private int all() {
        return uploading ? 2 * clients : clients;
    }

    private List<Request> uploads(long size) {
        String run = Runs.next();
        return LongStream.range(0, clients)
                .mapToObj(number -> Request.put(Sample.of(run, number, size)))
                .toList();
    }

    private List<Request> downloads(long size) throws InterruptedException {
        Outcome pool = Load.run(address, Workload.puts(Runs.next(), size, POOL_FILES), 2, PATIENCE);
        if (pool.faults() > 0) {
            throw new IllegalStateException(pool.firstFault());
        }
        return IntStream.range(0, clients)
                .mapToObj(number -> Request.get(pool.stored().get(number % POOL_FILES)))
                .toList();
    }

    private State state() throws IOException, InterruptedException {
        return new State(heap.exists() ? heap.collect() : 0, server.usage());
    }

    private record State(long heapMiB, Usage usage) {

        State since(State before) {
            return new State(heapMiB - before.heapMiB, usage.minus(before.usage));
        }
    }
}

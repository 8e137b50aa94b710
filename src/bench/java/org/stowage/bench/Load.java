package org.stowage.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A number of connections that keep a server busy for a time.
 *
 * @param end no request begins after it, in nanoseconds of {@link System#nanoTime()}
 */
record Load(InetSocketAddress server, Workload workload, int connections, long end) {

    private static final Duration GRACE = Duration.ofMinutes(1);

    /** Runs it and returns when every request is answered, or long overdue. */
    static Outcome run(InetSocketAddress server, Workload workload, int connections, Duration duration)
            throws InterruptedException {
        return new Load(server, workload, connections, System.nanoTime() + duration.toNanos()).run();
    }

    /** Tells whether the time is over. */
    boolean over() {
        return System.nanoTime() - end > 0;
    }

    /** Tells whether unanswered requests are given up. */
    boolean overdue() {
        return System.nanoTime() - end > GRACE.toNanos();
    }

    private Outcome run() throws InterruptedException {
        int loops = Math.min(connections, Runtime.getRuntime().availableProcessors());
        ExecutorService threads = Executors.newFixedThreadPool(loops);
        try {
            long start = System.nanoTime();
            List<Future<Outcome>> parts = new ArrayList<>();
            for (int i = 0; i < loops; i++) {
                parts.add(threads.submit(new Loop(this, (connections + i) / loops)));
            }
            Outcome all = new Outcome();
            for (Future<Outcome> part : parts) {
                all.add(part.get());
            }
            all.took(System.nanoTime() - start);
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}

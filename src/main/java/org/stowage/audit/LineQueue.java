package org.stowage.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A queue of lines and the one thread that writes them, in order, to all sinks. Adding a line never waits for a disk. A
 * line is lost if the queue is full or the line cannot be written. The server's log says so once, and says how many
 * lines were lost when lines can be written again.
 */
final class LineQueue {

    /** The maximum number of waiting characters; each takes one byte of memory. */
    private static final long MOST_CHARACTERS = 8 << 20;

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final long SYNC_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Logger LOG = Logger.getLogger("org.stowage");

    private final List<AuditSink> sinks;
    private final Consumer<Instant> synced;
    private final LinkedBlockingQueue<QueuedLine> lines = new LinkedBlockingQueue<>();
    private final AtomicLong characters = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong unreported = new AtomicLong();
    private final Thread thread = new Thread(this::run, "stowage-audit");
    private volatile boolean closed;
    private @Nullable Instant unsynced;
    private long lastSync = System.nanoTime();

    /**
     * Starts the thread.
     *
     * @param synced is called every few seconds, on the thread that writes, with the time of the last line that is on
     *     the disk together with all previous lines
     */
    LineQueue(List<AuditSink> sinks, Consumer<Instant> synced) {
        this.sinks = List.copyOf(sinks);
        this.synced = synced;
        thread.setDaemon(true);
        thread.start();
    }

    private record QueuedLine(Instant time, String text) {

        boolean isLast() {
            return text.isEmpty();
        }
    }

    /** Adds a line without waiting. */
    void add(Instant time, String text) {
        if (closed || characters.addAndGet(text.length()) > MOST_CHARACTERS) {
            characters.addAndGet(closed ? 0 : -text.length());
            lose("its disk is too slow");
        } else {
            lines.add(new QueuedLine(time, text));
        }
    }

    /** Returns how many lines were lost since the start. */
    long lost() {
        return lost.get();
    }

    /** Waits up to five seconds until all lines are written; returns whether they are. */
    boolean close() {
        closed = true;
        lines.add(new QueuedLine(Instant.EPOCH, ""));
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warning("The audit log's disk is too slow: " + lines.size() + " lines may be missing.");
        }
        return !thread.isAlive();
    }

    private void run() {
        try {
            for (QueuedLine line = next(); line == null || !line.isLast(); line = next()) {
                if (line == null) {
                    sync();
                } else {
                    write(line);
                }
            }
            sync();
        } catch (InterruptedException e) {
            LOG.fine("The audit log is no longer written.");
        } finally {
            sinks.forEach(AuditSink::close);
        }
    }

    /** Returns the next line, or null when it is time to sync. */
    private @Nullable QueuedLine next() throws InterruptedException {
        if (unsynced == null) {
            return lines.take();
        }
        long wait = lastSync + SYNC_INTERVAL_NANOS - System.nanoTime();
        return wait <= 0 ? null : lines.poll(wait, TimeUnit.NANOSECONDS);
    }

    private void write(QueuedLine line) {
        characters.addAndGet(-line.text().length());
        for (AuditSink sink : sinks) {
            try {
                sink.append(line.text());
                reportMissing();
            } catch (IOException | RuntimeException | Error e) {
                lose(String.valueOf(e));
            }
        }
        if (unsynced == null) {
            lastSync = System.nanoTime();
        }
        unsynced = line.time();
    }

    private void sync() {
        lastSync = System.nanoTime();
        Instant last = unsynced;
        unsynced = null;
        if (last == null) {
            return;
        }
        try {
            for (AuditSink sink : sinks) {
                sink.sync();
            }
            synced.accept(last);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "The audit log cannot be synced.", e);
        }
    }

    private void lose(String why) {
        lost.incrementAndGet();
        if (unreported.getAndIncrement() == 0) {
            LOG.warning("The audit log cannot be written, lines are missing from now on: " + why);
        }
    }

    private void reportMissing() {
        long missing = unreported.get() == 0 ? 0 : unreported.getAndSet(0);
        if (missing > 0) {
            LOG.warning("The audit log is written again; " + missing + " lines are missing.");
        }
    }
}

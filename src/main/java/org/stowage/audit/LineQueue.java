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
 * Lines on their way to their trails, in the order in which they come, and the one thread that writes them. Who brings a line
 * waits for no disk. Lines for which there is no room, or which cannot be written, are lost: the server's log says so once,
 * and how many they were when it is over.
 */
final class LineQueue {

    /** Of all lines that wait; each takes one byte of memory for a character. */
    private static final long MOST_CHARACTERS = 8 << 20;

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);
    private static final long BETWEEN_SETTLINGS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Logger LOG = Logger.getLogger("org.stowage");

    private final List<AuditSink> trails;
    private final Consumer<Instant> settled;
    private final LinkedBlockingQueue<QueuedLine> lines = new LinkedBlockingQueue<>();
    private final AtomicLong characters = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong untold = new AtomicLong();
    private final Thread thread = new Thread(this::run, "stowage-audit");
    private volatile boolean closed;
    private @Nullable Instant unsettled;
    private long lastSettled = System.nanoTime();

    /**
     * Begins to write.
     *
     * @param settled is told now and then, on the thread that writes, of the time of a line which is on the disk with all before
     */
    LineQueue(List<AuditSink> trails, Consumer<Instant> settled) {
        this.trails = List.copyOf(trails);
        this.settled = settled;
        thread.setDaemon(true);
        thread.start();
    }

    private record QueuedLine(Instant time, String text) {

        boolean isLast() {
            return text.isEmpty();
        }
    }

    /** Takes a line at once. */
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

    /** Returns when all lines are written, or after some seconds; tells whether all are. */
    boolean end() {
        closed = true;
        lines.add(new QueuedLine(Instant.EPOCH, ""));
        try {
            thread.join(LONGEST_GOODBYE.toMillis());
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
                    settle();
                } else {
                    write(line);
                }
            }
            settle();
        } catch (InterruptedException e) {
            LOG.fine("The audit log is written no more.");
        } finally {
            trails.forEach(AuditSink::close);
        }
    }

    /** Returns null when it is time to settle. */
    private @Nullable QueuedLine next() throws InterruptedException {
        if (unsettled == null) {
            return lines.take();
        }
        long wait = lastSettled + BETWEEN_SETTLINGS_NANOS - System.nanoTime();
        return wait <= 0 ? null : lines.poll(wait, TimeUnit.NANOSECONDS);
    }

    private void write(QueuedLine line) {
        characters.addAndGet(-line.text().length());
        for (AuditSink trail : trails) {
            try {
                trail.append(line.text());
                tellWhatIsMissing();
            } catch (IOException | RuntimeException | Error e) {
                lose(String.valueOf(e));
            }
        }
        if (unsettled == null) {
            lastSettled = System.nanoTime();
        }
        unsettled = line.time();
    }

    private void settle() {
        lastSettled = System.nanoTime();
        Instant last = unsettled;
        unsettled = null;
        if (last == null) {
            return;
        }
        try {
            for (AuditSink trail : trails) {
                trail.sync();
            }
            settled.accept(last);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "The audit log cannot be synced.", e);
        }
    }

    private void lose(String why) {
        lost.incrementAndGet();
        if (untold.getAndIncrement() == 0) {
            LOG.warning("The audit log cannot be written, lines are missing from now on: " + why);
        }
    }

    private void tellWhatIsMissing() {
        long missing = untold.get() == 0 ? 0 : untold.getAndSet(0);
        if (missing > 0) {
            LOG.warning("The audit log is written again; " + missing + " lines are missing.");
        }
    }
}

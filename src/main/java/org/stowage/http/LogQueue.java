package org.stowage.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Passes log lines to the server's handlers, in their order, on a thread of its own. Most handlers let one thread write
 * and flush at a time ({@code java.util.logging.ConsoleHandler}, for one), so requests would wait there for each other.
 *
 * <p>A line is passed on within {@value #PAUSE_MILLIS} ms. Before {@link #start}, after {@link #close}, and while
 * {@value #MOST} lines wait, the caller passes it on by itself. A process that is killed loses the lines that wait.
 */
final class LogQueue implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");
    private static final int MOST = 10_000;
    private static final long PAUSE_MILLIS = 10;
    private static final long JOIN_TIMEOUT_MILLIS = 10_000;

    private final BlockingQueue<QueuedRecord> lines = new ArrayBlockingQueue<>(MOST);
    private final Thread thread = new Thread(this::run, "stowage-log");
    private volatile boolean running;

    private record QueuedRecord(Logger log, LogRecord record) {}

    /** Wakes the thread for the last time. */
    private static final QueuedRecord END = new QueuedRecord(LOG, new LogRecord(Level.OFF, ""));

    /** Begins to take lines, until {@link #close}. */
    void start() {
        thread.setDaemon(true);
        running = true;
        thread.start();
    }

    /** Passes a line on, at once or soon. Its time and thread are those of the record. */
    void add(Logger log, LogRecord record) {
        if (!running || !lines.offer(new QueuedRecord(log, record))) {
            log.log(record);
        }
    }

    /** Passes on all lines that wait. */
    @Override
    public void close() {
        running = false;
        boolean wakes = lines.offer(END);
        LOG.fine(() -> wakes ? "Log lines are no longer queued." : "The last log lines are passed on.");
        try {
            thread.join(JOIN_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        passOn();
    }

    /** Sleeps after each batch, so that requests under load do not have to wake it up for each line. */
    private void run() {
        try {
            while (running) {
                passOn(lines.take());
                passOn();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void passOn() {
        List<QueuedRecord> batch = new ArrayList<>();
        lines.drainTo(batch);
        batch.forEach(LogQueue::passOn);
    }

    private static void passOn(QueuedRecord line) {
        try {
            if (!line.equals(END)) {
                line.log().log(line.record());
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "A log line cannot be written: " + e, e);
        }
    }
}

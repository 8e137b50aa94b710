package org.stowage.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Checks every second all uploads that wait for their clients and ends those that have waited too long. When the
 * deployment ends, it ends all that are left. Servers detect most stalled clients themselves, but not all: WildFly
 * misses an HTTP/2 stream that stalls in a busy connection, Tomcat one that ends before its {@code Content-Length}.
 */
final class UploadWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");
    private static final long PAUSE_MILLIS = 1000;
    private static final long JOIN_TIMEOUT_MILLIS = 10_000;

    private final StoreTurns turns;
    private final Set<BodyReceiver> uploads = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "stowage-uploads");

    /** Does not begin yet; later also checks the work that waits for a turn. */
    UploadWatch(StoreTurns turns) {
        this.turns = turns;
    }

    /** Returns the turns in which the store is used. */
    StoreTurns turns() {
        return turns;
    }

    /** Begins to check, until {@link #close}. */
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds an upload, to be checked until it is over. */
    void add(BodyReceiver upload) {
        uploads.add(upload);
    }

    /** Removes an upload that is over. Those that nobody removes are removed by the next check. */
    void remove(BodyReceiver upload) {
        uploads.remove(upload);
    }

    /** Checks all uploads once. */
    void look() {
        uploads.removeIf(BodyReceiver::isOver);
        uploads.forEach(upload -> safely(upload::endIfStalled));
        turns.look();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(JOIN_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        uploads.forEach(upload -> safely(upload::endWithDeployment));
    }

    private static void safely(Runnable look) {
        try {
            look.run();
        } catch (Throwable e) {
            LOG.log(Level.SEVERE, "An upload cannot be checked: " + e, e);
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            LOG.fine("Uploads are no longer watched.");
        }
    }
}

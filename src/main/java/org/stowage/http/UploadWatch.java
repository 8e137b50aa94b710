package org.stowage.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks at all uploads that wait for their clients, every second, and ends those that have waited for too long, and all that are left
 * when the deployment ends. Servers cut off most clients by themselves; of some they tell nobody: a stream of HTTP/2 that stalls in
 * a busy connection (WildFly), or that ends before its {@code Content-Length} (Tomcat).
 */
final class UploadWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");
    private static final long PAUSE_MILLIS = 1000;
    private static final long JOIN_TIMEOUT_MILLIS = 10_000;

    private final StoreTurns turns;
    private final Set<BodyReceiver> uploads = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "stowage-uploads");

    /** Looks at nothing yet, and then also at those that wait for their turn. */
    UploadWatch(StoreTurns turns) {
        this.turns = turns;
    }

    /** Returns the turns in which a store that may stall is written. */
    StoreTurns turns() {
        return turns;
    }

    /** Begins to look, until it is closed. */
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Looks at an upload until it is over. */
    void add(BodyReceiver upload) {
        uploads.add(upload);
    }

    /** Looks once. */
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
            LOG.log(Level.SEVERE, "An upload cannot be looked at: " + e, e);
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            LOG.fine("Uploads are watched no more.");
        }
    }
}

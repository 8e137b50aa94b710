package org.stowage.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks at all uploads that wait for their clients, every second, and ends those that have waited for too long. Servers cut off
 * most clients by themselves; of some they tell nobody: a stream of HTTP/2 that stalls in a busy connection (WildFly), or that
 * ends before its {@code Content-Length} (Tomcat).
 */
final class UploadWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");
    private static final long PAUSE_MILLIS = 1000;
    private static final long LONGEST_GOODBYE_MILLIS = 10_000;

    private final Set<BodyReceiver> uploads = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "stowage-uploads");

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
        uploads.forEach(this::look);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_GOODBYE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(BodyReceiver upload) {
        try {
            upload.endIfStalled();
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

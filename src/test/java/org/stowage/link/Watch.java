package org.stowage.link;

import java.time.Duration;

/** How many bytes the clients of a link have sent, and how many they send while they hear nothing. */
public final class Watch {

    private long sent;
    private boolean isHushed;

    /**
     * Holds back all that the server sends until the clients have sent so many bytes more: so many they may send, then, before
     * they have to hear from the server.
     *
     * @return whether they have sent them within the time
     */
    public synchronized boolean clientsSendUnheard(long bytes, Duration patience) throws InterruptedException {
        isHushed = true;
        try {
            return awaitSent(sent + bytes, patience);
        } finally {
            release();
        }
    }

    /** Waits until the clients have sent so many bytes in all, and tells whether they have. */
    public synchronized boolean awaitSent(long bytes, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (sent < bytes) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized void sent(int bytes) {
        sent += bytes;
        notifyAll();
    }

    /** Returns when nothing is held back. */
    synchronized void pass() {
        try {
            while (isHushed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void release() {
        isHushed = false;
        notifyAll();
    }
}

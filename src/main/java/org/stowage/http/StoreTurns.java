package org.stowage.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets only some of the server's threads be in a store that may stall, such as a network file system; what else is to be done there
 * waits without a thread. So a stalled store does not stop the other deployments of the server.
 */
final class StoreTurns {

    /**
     * WildFly as it comes has 16 worker threads for each core: three eighths of them, so that two deployments leave some. Tomcat
     * has 200.
     */
    private static final int THREADS_OF_A_CORE = 6;

    /** A store that has answered no request for so long stalls. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private final int most;
    private final LongSupplier nanos;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int inside;

    /** Those that were called and have not come yet. */
    private int called;

    private long lastMove;

    /**
     * No thread is in the store yet.
     *
     * @param most how many may be there at once
     * @param nanos a clock that never goes back, as {@link System#nanoTime}
     */
    StoreTurns(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** Work that waits for its turn. */
    interface Waiting {

        /** Has a thread of the server try again; must not wait for the store itself. */
        void goOn();

        /** The store stalls: tells whether the work has been given up for that. */
        default boolean givesUp() {
            return false;
        }
    }

    /** Work that is done in turns. */
    interface Turn<E extends Exception> {

        /** Does a part of it; returns whether there is more to do at once. */
        boolean take() throws E;
    }

    /** No limit: for stores that always answer. */
    static StoreTurns unlimited() {
        return new StoreTurns(Integer.MAX_VALUE, () -> 0);
    }

    /** As many as the servers can spare. */
    static StoreTurns limited() {
        return new StoreTurns(THREADS_OF_A_CORE * Runtime.getRuntime().availableProcessors(), System::nanoTime);
    }

    /** Begins a turn, behind those that wait: {@link #leave} must follow only if this returns true. */
    boolean enter() {
        return most == Integer.MAX_VALUE || enterOneOfFew();
    }

    private synchronized boolean enterOneOfFew() {
        return queue.isEmpty() && inside + called < most && begin();
    }

    /** Begins the turn of work that was told to go on. */
    synchronized boolean enterCalled() {
        called = Math.max(0, called - 1);
        return inside < most && begin();
    }

    private boolean begin() {
        inside++;
        lastMove = nanos.getAsLong();
        return true;
    }

    /** Ends a turn. */
    void leave() {
        if (most < Integer.MAX_VALUE) {
            end();
            callNext();
        }
    }

    private synchronized void end() {
        inside--;
        lastMove = nanos.getAsLong();
    }

    /**
     * Takes turns until there is nothing to do at once, or others have to have theirs first.
     *
     * @param entered whether the first has begun
     * @param later is called when it may try to begin the next
     */
    <E extends Exception> void take(boolean entered, Turn<E> turn, Waiting later) throws E {
        boolean inside = entered;
        boolean goesOn = true;
        while (goesOn && inside) {
            try {
                goesOn = turn.take();
            } finally {
                leave();
            }
            inside = goesOn && enter();
        }
        if (goesOn) {
            await(later);
        }
    }

    /** Has work called that could not begin its turn, as soon as there is room. */
    void await(Waiting work) {
        synchronized (this) {
            queue.add(work);
        }
        callNext();
    }

    /** Gives up what may be given up if the store stalls; whoever was called a second ago comes no more. To be done every second. */
    void look() {
        synchronized (this) {
            called = 0;
            if (nanos.getAsLong() - lastMove >= PATIENCE.toNanos()) {
                queue.removeIf(StoreTurns::givesUp);
            }
        }
        while (callNext()) {
            // There is room for one more.
        }
    }

    private static boolean givesUp(Waiting work) {
        try {
            return work.givesUp();
        } catch (Throwable e) {
            LOG.log(Level.FINE, "The server has ended what waited for the store.", e);
            return true;
        }
    }

    private boolean callNext() {
        Optional<Waiting> next = next();
        try {
            next.ifPresent(Waiting::goOn);
        } catch (Throwable e) {
            LOG.log(Level.FINE, "The server has ended what waited for the store.", e);
        }
        return next.isPresent();
    }

    private synchronized Optional<Waiting> next() {
        Optional<Waiting> next = inside + called < most ? Optional.ofNullable(queue.poll()) : Optional.empty();
        next.ifPresent(work -> called++);
        return next;
    }
}

package org.stowage.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Limits how many of the server's threads use a store that may stall, such as a network file system. Other work waits
 * for its turn without a thread. So a stalled store does not stop the other deployments of the server.
 */
final class StoreTurns {

    /**
     * Three eighths of the 16 worker threads that WildFly has for each core by default, so that two deployments leave
     * some free. Tomcat has 200 threads.
     */
    private static final int THREADS_OF_A_CORE = 6;

    /** The store counts as stalled when no turn has begun or ended for this time. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private final int most;
    private final LongSupplier nanos;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int inside;

    /** Work that was called and has not begun its turn yet. */
    private int called;

    private long lastMove;

    /**
     * Begins without any turn under way.
     *
     * @param most the maximum number of turns at once
     * @param nanos a clock that never goes back, as {@link System#nanoTime}
     */
    StoreTurns(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** Work that waits for its turn. */
    interface Waiting {

        /** Makes a thread of the server try again; must not itself wait for the store. */
        void goOn();

        /** Is called when the store stalls; returns whether the work has been given up. */
        default boolean givesUp() {
            return false;
        }
    }

    /** Work that is divided into turns. */
    interface Turn<E extends Exception> {

        /** Does a part of the work; returns whether there is more to do at once. */
        boolean take() throws E;
    }

    /** Returns turns without a limit, for stores that do not stall. */
    static StoreTurns unlimited() {
        return new StoreTurns(Integer.MAX_VALUE, () -> 0);
    }

    /** Returns turns limited to the threads that the servers can spare. */
    static StoreTurns limited() {
        return new StoreTurns(THREADS_OF_A_CORE * Runtime.getRuntime().availableProcessors(), System::nanoTime);
    }

    /**
     * Begins a turn if there is room and no other work waits. {@link #leave} must follow if, and only if, this returns
     * true.
     */
    boolean enter() {
        return most == Integer.MAX_VALUE || enterOneOfFew();
    }

    private synchronized boolean enterOneOfFew() {
        return queue.isEmpty() && inside + called < most && begin();
    }

    /** Begins the turn of work that was called from the queue. */
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
     * Takes turns until there is nothing to do at once, or until other work has to have its turn first.
     *
     * @param entered whether the first turn has begun
     * @param later is called when the work may try to begin its next turn
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

    /** Queues work that could not begin its turn; it is called as soon as there is room. */
    void await(Waiting work) {
        synchronized (this) {
            queue.add(work);
        }
        callNext();
    }

    /**
     * Gives up waiting work if the store stalls. Work that was called and has not come by now no longer keeps its
     * place. Must be called every second.
     */
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

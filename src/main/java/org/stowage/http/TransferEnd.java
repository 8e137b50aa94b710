package org.stowage.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends a transfer exactly once, with the outcome that was reported first, and never in the middle of a step. Any thread
 * may report an outcome; none waits for a step of another thread.
 */
final class TransferEnd {

    private final Consumer<Runnable> ending;
    private final AtomicReference<@Nullable Runnable> told = new AtomicReference<>();

    /** One for the transfer itself until an outcome is told, and one for each step under way. */
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * Begins a transfer.
     *
     * @param ending receives the outcome, on the thread that tells it or on that of the last step
     */
    TransferEnd(Consumer<Runnable> ending) {
        this.ending = ending;
    }

    /** Tells whether an outcome was told. */
    boolean isTold() {
        return told.get() != null;
    }

    /** Begins a step, unless an outcome was told. {@link #leave} must follow if, and only if, this returns true. */
    boolean enter() {
        return !isTold() && holders.getAndUpdate(now -> now == 0 ? 0 : now + 1) > 0;
    }

    /** Ends a step. */
    void leave() {
        Runnable outcome = holders.decrementAndGet() == 0 ? told.get() : null;
        if (outcome != null) {
            ending.accept(outcome);
        }
    }

    /** Tells an outcome; does nothing if one was told before. */
    void tell(Runnable outcome) {
        if (told.compareAndSet(null, outcome)) {
            leave();
        }
    }
}

package org.stowage.storage.s3;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * The threads on which the SDK works. It leaves a parser of XML with the last answer in each thread that calls it ({@code
 * XmlDomParser} 2.57.8), and with it the class loader of the deployment; the threads of a server outlast that, these do not. Safe for
 * any number of threads, each of which waits for its own call.
 */
final class CallThreads implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 2;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "stowage-s3-call");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Calls and waits.
     *
     * @throws AbortedException if the thread that waits is interrupted, which it stays
     * @throws IllegalStateException if this is closed
     */
    <T> T call(Supplier<T> work) {
        Future<T> called;
        try {
            called = threads.submit(work::get);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("closed", e);
        }
        try {
            return called.get();
        } catch (InterruptedException e) {
            called.cancel(true);
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    /** A supplier throws nothing else. */
    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }

    /** Breaks off what is under way, and waits a little until the threads have ended. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.stowage.storage.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoreUnavailableException;

/** Reads many objects in the order of their names, a few at once: each answer takes a while. */
final class ReadTogether implements Executor, AutoCloseable {

    /** The others are left for requests. */
    private static final int AT_ONCE = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "stowage-s3-reader");
        thread.setDaemon(true);
        return thread;
    });

    /** Reads one object. */
    interface ReadOne<N, T> {
        T read(N name) throws IOException;
    }

    /** Is shown what was read, one after the other, on the thread that asked. */
    interface Shown<T> {

        /**
         * Is shown one.
         *
         * @throws IOException to end all
         */
        void show(T read) throws IOException;

        /** Is told of one that cannot be read. */
        void unreadable(IOException cause) throws IOException;
    }

    /**
     * Reads and shows all.
     *
     * @throws InterruptedIOException if the thread is interrupted, which it stays
     * @throws IOException if the store does not answer
     */
    <N, T> void read(Iterator<N> names, ReadOne<N, T> reading, Shown<T> shown) throws IOException {
        Deque<Future<T>> ahead = new ArrayDeque<>();
        try {
            while (names.hasNext() || !ahead.isEmpty()) {
                while (names.hasNext() && ahead.size() < AT_ONCE) {
                    N name = names.next();
                    ahead.add(threads.submit(() -> reading.read(name)));
                }
                show(ahead.remove(), shown);
            }
        } catch (RejectedExecutionException e) {
            throw new IOException("the store is closed", e);
        } finally {
            ahead.forEach(one -> one.cancel(true));
        }
    }

    private static <T> void show(Future<T> future, Shown<T> shown) throws IOException {
        T read;
        try {
            read = future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the walk was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure && isOfOneObject(failure)) {
                shown.unreadable(failure);
                return;
            }
            throw new IOException(e.getCause());
        }
        requireNotInterrupted();
        shown.show(read);
    }

    /** Does it sometime; not at all once this is closed. */
    @Override
    public void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            // The store is closed.
        }
    }

    /** Where the store does not answer, all others cannot be read either. */
    private static boolean isOfOneObject(IOException failure) throws IOException {
        if (failure instanceof StoreUnavailableException || failure instanceof StoreMissingException) {
            throw failure;
        }
        return true;
    }

    /** Throws if the thread is interrupted. */
    static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("the walk was interrupted");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

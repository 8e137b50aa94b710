package org.stowage.catalog;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;

/**
 * The catalog of a store. A thread of its own writes the changes of the store to it. If the catalog fails, files are
 * still served: the thread tries again to open and write it, and builds a damaged catalog again.
 *
 * <p>Safe for any number of threads. Threads that serve requests only note keys and queue changes.
 */
public final class StoreCatalog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.catalog");
    private static final int CAPACITY = 200_000;
    private static final int BATCH = 10_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_DELAY = 10 * SECOND;
    private static final long RETRY = 5 * SECOND;

    /** How often the properties are read that other nodes may have changed. */
    private static final long REFRESH = 2 * SECOND;

    private static final long JOIN_MILLIS = 10_000;

    private final FileRepository store;
    private final CatalogSession.CatalogParts parts;
    private final ChangeQueue queue;
    private final ChangeJournal journal;
    private final ReentrantLock working = new ReentrantLock();
    private final Thread thread = new Thread(this::run, "stowage-catalog");

    private volatile @Nullable CatalogSession session;
    private volatile boolean closed;
    private volatile @Nullable CatalogSession damaged;
    private volatile String told = "";
    private long lastApplied = System.nanoTime();
    private long nextAttempt = lastApplied;
    private long refreshed = lastApplied;
    private volatile boolean sumSoon;

    /**
     * Opens nothing yet.
     *
     * @param place the engine and the journal
     * @param store the store of the catalog
     * @param entries makes the entry of a file by the rules in force
     * @param sums receives the sums
     */
    public StoreCatalog(
            CatalogPlace place, FileRepository store, Function<StoredFile, CatalogEntry> entries, SumListener sums) {
        this.store = store;
        this.queue = new ChangeQueue(store.listing(), CAPACITY);
        this.journal = new ChangeJournal(place.journal());
        this.parts = new CatalogSession.CatalogParts(place, store, entries, sums, queue, journal);
        thread.setDaemon(true);
    }

    /**
     * A question to a catalog.
     *
     * @param <T> the type of the answer
     */
    public interface Question<T> {

        /** Returns the answer. */
        T ask(Catalog catalog) throws IOException;
    }

    /** A change of the store that is under way. It must be closed after its result was {@linkplain #add added}. */
    public interface Change extends AutoCloseable {

        @Override
        void close();
    }

    /** Starts the thread, which opens the catalog and keeps it up to date. */
    public void start() {
        thread.start();
    }

    /** Notes that the file of a key is about to be published or deleted. */
    public Change begin(Fingerprint key) {
        return journal.begin(key)::close;
    }

    /** Queues a change of the store, which was made before this call. Returns the number of its batch. */
    public long add(StoreChange change) {
        long batch = queue.add(change);
        if (queue.size() == BATCH) {
            LockSupport.unpark(thread);
        }
        return batch;
    }

    /** Returns the number of the last batch of this process that the catalog has; 0 if none. */
    public long applied() {
        return queue.applied();
    }

    /** Has the thread sum up the whole catalog again, as soon as it can. */
    public void sumUpSoon() {
        sumSoon = true;
    }

    /**
     * Queues a correction of the catalog.
     *
     * @param shard the shard of the corrected key
     */
    public void correct(CatalogChange correction, int shard) {
        queue.add(correction, shard);
    }

    /**
     * Asks the catalog.
     *
     * @throws CatalogUnavailableException if it is not open
     * @throws DamagedCatalogException if it is damaged; it is then built again
     * @throws IOException if it cannot be read
     */
    public <T> T ask(Question<T> question) throws IOException {
        CatalogSession open = session;
        if (open == null) {
            throw unavailable();
        }
        try {
            return question.ask(open.catalog());
        } catch (DamagedCatalogException e) {
            damaged(open);
            throw e;
        } catch (IOException e) {
            if (open.equals(session)) {
                throw e;
            }
            throw unavailable();
        }
    }

    /** Returns the exception for a catalog that is not open. Its message tells the reason. */
    public CatalogUnavailableException unavailable() {
        return new CatalogUnavailableException(
                "The catalog cannot be asked now: " + (told.isEmpty() ? "it is being opened" : told));
    }

    /** Tells whether this process writes the catalog now, and so deletes the files that are due. */
    public boolean isWriter() {
        CatalogSession open = session;
        return open != null && open.isWriter();
    }

    /** Tells whether the catalog can be asked. */
    public boolean isOpen() {
        return session != null;
    }

    /** Tells whether the catalog is open and has all files. */
    public boolean isComplete() {
        CatalogSession open = session;
        return open != null && open.missing().isEmpty();
    }

    /** Tells whether the catalog may lack changes of a process that was killed, or of a version without a catalog. */
    public boolean isDoubtful() {
        CatalogSession open = session;
        return open != null && open.isDoubtful();
    }

    /** Returns the shards that must still be scanned, because the catalog may lack files of them. */
    public BitSet missing() {
        CatalogSession open = session;
        return open == null ? new BitSet() : open.missing();
    }

    /** Takes note that a shard was scanned and that all its corrections are queued; then writes them. */
    public void complete(int shard) throws IOException {
        inSession(open -> open.complete(shard));
    }

    /** Takes note that all shards were scanned since the catalog was opened, so it is no longer doubtful. */
    public void trust() throws IOException {
        inSession(CatalogSession::trust);
    }

    /** Sums up the whole catalog again. */
    public void sumUp() throws IOException {
        inSession(CatalogSession::sumUp);
    }

    /** Returns the id of the rules by which the entries were written; empty if it is not known. */
    public String rules() {
        CatalogSession open = session;
        return open == null ? "" : open.rules();
    }

    /** Takes note that all entries were written by the rules with this id. */
    public void writtenBy(String rules) throws IOException {
        inSession(open -> open.writtenBy(rules));
    }

    /**
     * Writes all changes that were queued before this call. Opens the catalog first if it is not open.
     *
     * @throws CatalogUnavailableException if this process does not write the catalog
     * @throws IOException if it cannot be written
     */
    public void flush() throws IOException {
        inSession(open -> {});
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endWithin(JOIN_MILLIS);
    }

    /** Waits only so long, because a stalled disk must not keep the server from stopping. */
    private void endWithin(long millis) {
        try {
            if (working.tryLock(millis, TimeUnit.MILLISECONDS)) {
                try {
                    end();
                } finally {
                    working.unlock();
                }
            } else {
                LOG.warning(
                        "The catalog cannot be closed, because its disk does not answer. The next start scans the store.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface SessionStep {
        void in(CatalogSession open) throws IOException;
    }

    private void inSession(SessionStep step) throws IOException {
        working.lock();
        try {
            CatalogSession open = isWriter() ? session : open();
            if (open == null || !open.isWriter()) {
                throw new CatalogUnavailableException("another process writes the catalog");
            }
            step.in(open);
            apply(open);
        } catch (IOException e) {
            failed(e);
            throw e;
        } finally {
            working.unlock();
        }
    }

    private void run() {
        while (!closed) {
            working.lock();
            try {
                work();
            } catch (IOException | RuntimeException | Error e) {
                failed(e);
            } finally {
                working.unlock();
            }
            LockSupport.parkNanos(SECOND);
        }
    }

    private void work() throws IOException {
        CatalogSession open = session;
        long now = System.nanoTime();
        if (open != null && open.equals(damaged)) {
            session = null;
            end(open, true);
        } else if (open == null || !open.isWriter()) {
            if (now - nextAttempt >= 0) {
                nextAttempt = now + RETRY;
                open();
            }
        } else if (queue.size() >= BATCH || now - lastApplied > LONGEST_DELAY || sumSoon) {
            if (sumSoon) {
                sumSoon = false;
                open.sumUp();
            }
            apply(open);
        } else if (parts.engine().isShared() && now - refreshed > REFRESH) {
            refreshed = now;
            open.refresh();
        }
    }

    private void apply(CatalogSession open) throws IOException {
        open.apply(BATCH);
        lastApplied = System.nanoTime();
    }

    /**
     * Opens the catalog. A session that only reads is replaced by one that writes as soon as the other process has
     * ended.
     */
    private @Nullable CatalogSession open() throws IOException {
        if (closed) {
            throw new CatalogUnavailableException("the deployment ends");
        }
        store.timeMemory().timeSeen();
        Optional<CatalogSession> opened = CatalogSession.open(parts, session);
        session = opened.orElse(null);
        if (session != null && !told.isEmpty()) {
            LOG.info("The catalog is open again.");
        }
        told = session == null ? told : "";
        return session;
    }

    /** Ends the session. Changes that were not written are kept; the next session writes them. */
    private void failed(Throwable failure) {
        if (failure instanceof CatalogUnavailableException) {
            return;
        }
        CatalogSession open = session;
        session = null;
        nextAttempt = System.nanoTime() + RETRY;
        if (open != null) {
            end(open, failure instanceof DamagedCatalogException);
        }
        boolean away = failure instanceof StoreMissingException;
        if (!away && !reason(failure).equals(told)) {
            told = reason(failure);
            LOG.log(
                    Level.WARNING,
                    "The catalog cannot be used and is opened again later; files are still served: " + told);
        }
    }

    /**
     * Returns the message of a plain {@code IOException}. Other exceptions need their type, because their message may
     * be only a path.
     */
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass() == IOException.class && message != null ? message : failure.toString();
    }

    private static void end(CatalogSession open, boolean damaged) {
        try {
            if (damaged) {
                open.discard();
            } else {
                open.abandon();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warning("The damaged catalog cannot be removed: " + e);
        }
    }

    private void damaged(CatalogSession open) {
        damaged = open;
        LockSupport.unpark(thread);
    }

    private void end() {
        CatalogSession open = session;
        session = null;
        try {
            if (open != null) {
                open.end();
            }
        } catch (IOException | RuntimeException e) {
            if (parts.engine().isShared()) {
                LOG.info("The last changes are not in the catalog; the next start looks them up: " + reason(e));
            } else {
                LOG.warning("The catalog cannot be closed cleanly, so the next start scans the store: " + e);
            }
        } finally {
            journal.close();
        }
    }

    /** Returns the last failure if the catalog is not open because of it. */
    public Optional<String> trouble() {
        return told.isEmpty() ? Optional.empty() : Optional.of(told);
    }
}

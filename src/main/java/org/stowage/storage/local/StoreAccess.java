package org.stowage.storage.local;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.StoreMissingException;

/**
 * The store, while it is there. The first call that finds it missing closes it, so that its disk can be unmounted. The
 * first call after its return opens it again.
 */
final class StoreAccess implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    private final StoreOpener opener;
    private final ReentrantLock opening = new ReentrantLock();

    /** Null while the store is away. */
    private volatile @Nullable LocalRepository store;

    /** The store that was open before, whose partial files still exist. */
    private @Nullable LocalRepository lost;

    private String told = "";
    private boolean closed;

    /** Opens nothing yet. */
    StoreAccess(StoreOpener opener) {
        this.opener = opener;
    }

    /** A question to a store that is there. */
    interface StoreCall<T> {
        T ask(LocalRepository there) throws IOException;
    }

    /** A task in a store that is there. */
    interface StoreTask {
        void run(LocalRepository there) throws IOException;
    }

    /** Returns the store if it is open; does not open it. */
    Optional<LocalRepository> there() {
        return Optional.ofNullable(store);
    }

    /**
     * Asks the store, and opens it before if it is closed.
     *
     * @throws StoreMissingException if it is away
     */
    <T> T ask(StoreCall<T> question) throws IOException {
        LocalRepository there = current();
        try {
            return question.ask(there);
        } catch (StoreMissingException e) {
            lose(there);
            current();
            throw e;
        }
    }

    /** Runs a task that has no result. */
    void run(StoreTask task) throws IOException {
        ask(there -> {
            task.run(there);
            return there;
        });
    }

    /** Returns the store, and opens it if it is closed. */
    LocalRepository current() throws IOException {
        LocalRepository there = store;
        return there == null ? openAgain() : there;
    }

    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            LocalRepository there = store;
            store = null;
            if (there != null) {
                there.close();
            }
        } finally {
            opening.unlock();
        }
    }

    /** One thread tries to open the store; the others do not wait, but throw {@link StoreMissingException}. */
    private LocalRepository openAgain() throws IOException {
        if (!opening.tryLock()) {
            throw opener.missing("is being opened");
        }
        try {
            LocalRepository there = store;
            return there == null ? opened() : there;
        } catch (StoreMissingException e) {
            tell(e);
            throw e;
        } finally {
            opening.unlock();
        }
    }

    private LocalRepository opened() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        LocalRepository opened = opener.open();
        store = opened;
        if (lost != null) {
            lost.close();
            lost = null;
        }
        if (!told.isEmpty()) {
            LOG.info(() -> "The store is there again: " + opener.basePath());
            told = "";
        }
        return opened;
    }

    /** Closes the store, because its lock would keep the disk from being unmounted. */
    private void lose(LocalRepository there) {
        opening.lock();
        try {
            if (store == there) {
                store = null;
                lost = there;
                there.close();
            }
        } finally {
            opening.unlock();
        }
    }

    /** Logs each problem once, not for each call. */
    private void tell(StoreMissingException missing) {
        String message = String.valueOf(missing.getMessage());
        if (!told.equals(message)) {
            told = message;
            LOG.severe(() -> "The store is missing: " + message + ". Until it is there every request is answered 503."
                    + " What to do: " + missing.remedy());
        }
    }
}

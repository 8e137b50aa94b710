package org.stowage.storage.local;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.StoreMissingException;

/**
 * The store that is there now, if one is: it is closed by the first question that finds it missing, so that its disk can be
 * unmounted, and opened by the first one after it has come back.
 */
final class StoreAccess implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    private final StoreOpener opener;
    private final ReentrantLock opening = new ReentrantLock();

    /** Nothing while it is away. */
    private volatile @Nullable LocalRepository store;

    /** What was open before, whose partial files are still there. */
    private @Nullable LocalRepository lost;

    private String told = "";
    private boolean closed;

    /** Nothing is opened yet. */
    StoreAccess(StoreOpener opener) {
        this.opener = opener;
    }

    /** What is asked of a store that is there. */
    interface StoreCall<T> {
        T ask(LocalRepository there) throws IOException;
    }

    /** What is done in a store that is there. */
    interface StoreTask {
        void run(LocalRepository there) throws IOException;
    }

    /** Returns the store if it is open; opens none. */
    Optional<LocalRepository> there() {
        return Optional.ofNullable(store);
    }

    /**
     * Asks the store, which is opened if need be.
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

    /** Asks for something that has no answer. */
    void run(StoreTask task) throws IOException {
        ask(there -> {
            task.run(there);
            return there;
        });
    }

    /** Returns the store, which is opened if need be. */
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

    /** One thread tries; the others do not wait for it. */
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

    /** Its lock would keep the folder from being unmounted. */
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

    /** Once for each thing that is wrong, however many ask. */
    private void tell(StoreMissingException missing) {
        String message = String.valueOf(missing.getMessage());
        if (!told.equals(message)) {
            told = message;
            LOG.severe(() -> "The store is missing: " + message + ". Until it is there every request is answered 503."
                    + " What to do: " + missing.remedy());
        }
    }
}

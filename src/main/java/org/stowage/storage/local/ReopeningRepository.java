package org.stowage.storage.local;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Ban;
import org.stowage.storage.Bans;
import org.stowage.storage.Content;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.TimeSeen;
import org.stowage.storage.Tombstone;

/**
 * The store in a folder that may be away: not mounted yet, or not any more. While it is away every call fails with
 * {@link StoreMissingException}; the first call after it has come back opens it again.
 */
public final class ReopeningRepository implements FileRepository {

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    private final StoreOpener opener;
    private final ReentrantLock opening = new ReentrantLock();
    private final Bans bans = new ReopeningBans();

    /** Nothing while it is away. */
    private volatile @Nullable LocalRepository store;

    /** What was open before, whose partial files are still there. */
    private @Nullable LocalRepository lost;

    private String told = "";
    private boolean closed;

    private ReopeningRepository(StoreOpener opener) {
        this.opener = opener;
    }

    /**
     * Opens the store. One that a deployment has had before is never begun anew: it is waited for.
     *
     * @param memory the file in which this deployment remembers its store, on another disk than the store if there is one
     * @throws IOException if the folder cannot be used; the message names the path and what is wrong
     */
    public static ReopeningRepository open(Path basePath, Durability durability, Clock clock, Path memory)
            throws IOException {
        ReopeningRepository repository = new ReopeningRepository(new StoreOpener(basePath, durability, clock, memory));
        try {
            repository.current();
        } catch (StoreMissingException e) {
            // It was logged, and every call says it again.
        }
        return repository;
    }

    @Override
    public Optional<Entry> find(FileKey key) throws IOException {
        return ask(there -> there.find(key));
    }

    @Override
    public Optional<Entry> find(Fingerprint fingerprint) throws IOException {
        return ask(there -> there.find(fingerprint));
    }

    /** Tells whether the store is open. */
    public boolean isThere() {
        return store != null;
    }

    /** A store that is away is taken for one that may. */
    @Override
    public boolean mayStall() {
        LocalRepository there = store;
        return there == null || there.mayStall();
    }

    @Override
    public Optional<Entry> known(FileKey key) {
        LocalRepository there = store;
        return there == null ? Optional.empty() : there.known(key);
    }

    @Override
    public Optional<Path> localFile(StoredFile file, long length) {
        LocalRepository there = store;
        return there == null ? Optional.empty() : there.localFile(file, length);
    }

    @Override
    public Optional<FileChannel> openLocally(StoredFile file) throws IOException {
        return ask(there -> there.openLocally(file));
    }

    @Override
    public Content open(StoredFile file) throws IOException {
        return ask(there -> there.open(file));
    }

    @Override
    public PendingUpload begin(Slot slot) throws IOException {
        return ask(there -> there.begin(slot));
    }

    @Override
    public Optional<StoredFile> delete(FileKey key, Tombstone.Reason reason) throws IOException {
        return ask(there -> there.delete(key, reason));
    }

    @Override
    public boolean delete(StoredFile file, Tombstone.Reason reason) throws IOException {
        return ask(there -> there.delete(file, reason));
    }

    @Override
    public boolean purge(Tombstone tombstone) throws IOException {
        return ask(there -> there.purge(tombstone));
    }

    @Override
    public int shards() {
        return ShardFolders.COUNT;
    }

    @Override
    public int shardOf(FileKey key) {
        return ShardFolders.numberOf(key);
    }

    /** Nothing is known of the room of a store that is away. */
    @Override
    public OptionalLong usableSpace() {
        LocalRepository there = store;
        return there == null ? OptionalLong.empty() : there.usableSpace();
    }

    @Override
    public void probe() throws IOException {
        ask(there -> {
            there.probe();
            return true;
        });
    }

    @Override
    public void walk(int shard, EntryVisitor visitor) throws IOException {
        ask(there -> {
            there.walk(shard, visitor);
            return true;
        });
    }

    @Override
    public Optional<TimeSeen> timeSeen() throws IOException {
        return ask(LocalRepository::timeSeen);
    }

    @Override
    public void see(TimeSeen time) throws IOException {
        ask(there -> {
            there.see(time);
            return true;
        });
    }

    @Override
    public Bans bans() {
        return bans;
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

    private <T> T ask(StoreCall<T> question) throws IOException {
        LocalRepository there = current();
        try {
            return question.ask(there);
        } catch (StoreMissingException e) {
            lose(there);
            current();
            throw e;
        }
    }

    private LocalRepository current() throws IOException {
        LocalRepository there = store;
        return there == null ? openAgain() : there;
    }

    /** One tries; nobody waits for the one. */
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

    /** What is asked of a store that is there. */
    private interface StoreCall<T> {
        T ask(LocalRepository there) throws IOException;
    }

    /** The bans of the store that is there. */
    private final class ReopeningBans implements Bans {

        @Override
        public boolean has(Ban.Kind kind, String value) throws IOException {
            return ask(there -> there.bans().has(kind, value));
        }

        @Override
        public boolean add(Ban ban) throws IOException {
            return ask(there -> there.bans().add(ban));
        }

        @Override
        public boolean remove(Ban.Kind kind, String value) throws IOException {
            return ask(there -> there.bans().remove(kind, value));
        }

        @Override
        public List<Ban> all(Ban.Kind kind) throws IOException {
            return ask(there -> there.bans().all(kind));
        }
    }
}

package org.stowage.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.stowage.storage.Ban;
import org.stowage.storage.Bans;
import org.stowage.storage.Capacity;
import org.stowage.storage.Content;
import org.stowage.storage.ContentCache;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegion;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.KeptFile;
import org.stowage.storage.Listing;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.TimeMemory;
import org.stowage.storage.TimeSeen;
import org.stowage.storage.Tombstone;
import org.stowage.storage.staging.Durability;

/**
 * The store in a folder that may be away, because its disk is not mounted yet or not any more. While it is away, every
 * call that may throw {@link IOException} throws {@link StoreMissingException}. The first call after its return opens
 * it again.
 */
public final class ReopeningRepository implements FileRepository {

    private final StoreAccess store;
    private final Listing listing;
    private final Bans bans;
    private final Capacity capacity;
    private final TimeMemory timeMemory;

    private ReopeningRepository(StoreAccess store) {
        this.store = store;
        this.listing = new ReopeningListing(store);
        this.bans = new ReopeningBans(store);
        this.capacity = new ReopeningCapacity(store);
        this.timeMemory = new ReopeningTimeMemory(store);
    }

    /** Opens the store as {@link #open(Path, Durability, ContentCache, Clock, Path)} does; no contents are kept in memory. */
    public static ReopeningRepository open(Path basePath, Durability durability, Clock clock, Path memory)
            throws IOException {
        return open(basePath, durability, ContentCache.off(), clock, memory);
    }

    /**
     * Opens the store. If this deployment has had one before, this never begins a new one: the repository waits for the
     * old one.
     *
     * @param contents keeps small files in memory
     * @param memory the file in which this deployment remembers its store, preferably on another disk than the store
     * @throws IOException if the folder cannot be used; the message names the path and what is wrong
     */
    public static ReopeningRepository open(
            Path basePath, Durability durability, ContentCache contents, Clock clock, Path memory) throws IOException {
        StoreAccess store = new StoreAccess(new StoreOpener(basePath, durability, contents, clock, memory));
        try {
            store.current();
        } catch (StoreMissingException e) {
            // It was logged, and every call throws it again.
        }
        return new ReopeningRepository(store);
    }

    /** Tells whether the store is open. */
    public boolean isThere() {
        return store.there().isPresent();
    }

    /**
     * Returns the id of the store; no other store has it.
     *
     * @throws StoreMissingException if the store is away
     */
    public String id() throws IOException {
        return store.current().id();
    }

    @Override
    public Optional<Entry> known(FileKey key) {
        return store.there().flatMap(there -> there.known(key));
    }

    @Override
    public Optional<Entry> find(FileKey key) throws IOException {
        return store.ask(there -> there.find(key));
    }

    @Override
    public Optional<Entry> taken(FileKey key) throws IOException {
        return store.ask(there -> there.taken(key));
    }

    @Override
    public Optional<Entry> find(Fingerprint fingerprint) throws IOException {
        return store.ask(there -> there.find(fingerprint));
    }

    /** True while the store is away. */
    @Override
    public boolean mayStall() {
        return store.there().map(LocalRepository::mayStall).orElse(true);
    }

    @Override
    public Optional<KeptFile> kept(FileKey key) {
        return store.there().flatMap(there -> there.kept(key));
    }

    @Override
    public Optional<KeptFile> keep(StoredFile file) throws IOException {
        return store.ask(there -> there.keep(file));
    }

    @Override
    public FileRegion contentOf(StoredFile file) {
        return new ReopeningRegion(store, file);
    }

    @Override
    public PendingUpload begin(Slot slot) throws IOException {
        return store.ask(there -> there.begin(slot));
    }

    @Override
    public Optional<StoredFile> delete(FileKey key, Tombstone.Reason reason) throws IOException {
        return store.ask(there -> there.delete(key, reason));
    }

    @Override
    public boolean delete(StoredFile file, Tombstone.Reason reason) throws IOException {
        return store.ask(there -> there.delete(file, reason));
    }

    @Override
    public DeletedFiles deleteAll(List<StoredFile> files, Tombstone.Reason reason) throws IOException {
        return store.ask(there -> there.deleteAll(files, reason));
    }

    @Override
    public boolean purge(Tombstone tombstone) throws IOException {
        return store.ask(there -> there.purge(tombstone));
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public Bans bans() {
        return bans;
    }

    @Override
    public Capacity capacity() {
        return capacity;
    }

    @Override
    public TimeMemory timeMemory() {
        return timeMemory;
    }

    @Override
    public void close() {
        store.close();
    }

    private record ReopeningRegion(StoreAccess store, StoredFile file) implements FileRegion {

        @Override
        public Optional<Path> path(long length) {
            return store.there().flatMap(there -> there.contentOf(file).path(length));
        }

        @Override
        public FileChannel openChannel() throws IOException {
            return store.ask(there -> there.contentOf(file).openChannel());
        }

        @Override
        public Content open() throws IOException {
            return store.ask(there -> there.contentOf(file).open());
        }
    }

    private record ReopeningListing(StoreAccess store) implements Listing {

        @Override
        public int shards() {
            return ShardFolders.COUNT;
        }

        @Override
        public int shardOf(FileKey key) {
            return ShardFolders.numberOf(key);
        }

        @Override
        public void walk(int shard, EntryVisitor visitor) throws IOException {
            store.run(there -> there.listing().walk(shard, visitor));
        }
    }

    private record ReopeningBans(StoreAccess store) implements Bans {

        @Override
        public boolean has(Ban.Kind kind, String value) throws IOException {
            return store.ask(there -> there.bans().has(kind, value));
        }

        @Override
        public Set<Ban.Kind> kinds() throws IOException {
            return store.ask(there -> there.bans().kinds());
        }

        @Override
        public boolean hadAny(Ban.Kind kind) {
            return store.there().map(there -> there.bans().hadAny(kind)).orElse(true);
        }

        @Override
        public boolean add(Ban ban) throws IOException {
            return store.ask(there -> there.bans().add(ban));
        }

        @Override
        public boolean remove(Ban.Kind kind, String value) throws IOException {
            return store.ask(there -> there.bans().remove(kind, value));
        }

        @Override
        public List<Ban> all(Ban.Kind kind) throws IOException {
            return store.ask(there -> there.bans().all(kind));
        }
    }

    private record ReopeningCapacity(StoreAccess store) implements Capacity {

        /** Empty while the store is away. */
        @Override
        public OptionalLong usableSpace() {
            return store.there().map(there -> there.capacity().usableSpace()).orElse(OptionalLong.empty());
        }

        @Override
        public void probe() throws IOException {
            store.run(there -> there.capacity().probe());
        }
    }

    private record ReopeningTimeMemory(StoreAccess store) implements TimeMemory {

        @Override
        public Optional<TimeSeen> timeSeen() throws IOException {
            return store.ask(there -> there.timeMemory().timeSeen());
        }

        @Override
        public void see(TimeSeen time) throws IOException {
            store.run(there -> there.timeMemory().see(time));
        }
    }
}

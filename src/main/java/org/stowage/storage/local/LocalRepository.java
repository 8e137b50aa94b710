package org.stowage.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.stowage.storage.local.MetadataCache.FileIdentity;

/** The repository in a folder of the local file system. */
public final class LocalRepository implements FileRepository {

    /** Longer than every tombstone: a path has at most 2048 bytes, and none that JSON escapes by more than one. */
    private static final long SHORT_BYTES = 1 << 13;

    private final StorePresence presence;
    private final ShardFolders shards;
    private final Staging staging;
    private final Clock clock;
    private final Trailer trailer = new Trailer();
    private final MetadataCache descriptions = new MetadataCache();
    private final EntryReader reader;
    private final Tombstones tombstones;
    private final LocalBans bans;
    private final TimeFile time;
    private final boolean mayStall;

    private LocalRepository(StorePresence presence, FileSystemType fileSystem, Clock clock) throws IOException {
        this.presence = presence;
        this.shards = new ShardFolders(presence.disk());
        this.staging = presence.staging();
        DiskReserve reserve = new DiskReserve(staging);
        this.bans = new LocalBans(presence.disk(), staging, reserve, clock);
        this.time = new TimeFile(presence.disk(), staging);
        this.clock = clock;
        this.reader = new EntryReader(shards, trailer);
        this.tombstones = new Tombstones(reader, staging, reserve, clock);
        this.mayStall = fileSystem.mayStall();
        trailer.tryOut();
    }

    /**
     * Opens the store, sweeping what dead processes left, or begins one: where there is no {@link Marker}, in an empty folder
     * or in a store of the versions that wrote none.
     *
     * @param basePath the folder of the store; its parents are created too
     * @param durability what an upload waits for before it is acknowledged
     * @param clock tells when a file was stored
     * @throws IOException if the folder cannot be used; the message names the path and what is missing
     */
    public static LocalRepository open(Path basePath, Durability durability, Clock clock) throws IOException {
        Disk disk = Disk.prepare(basePath, durability);
        Optional<Marker> marker = Marker.find(disk.base());
        if (marker.isPresent()) {
            return openExisting(basePath, marker.get(), durability, clock);
        }
        Folders.make(disk);
        return open(disk, marker, clock);
    }

    /**
     * Opens a store that has this marker.
     *
     * @throws StoreMissingException if the marker is gone meanwhile
     * @throws IOException as above
     */
    static LocalRepository openExisting(Path basePath, Marker marker, Durability durability, Clock clock)
            throws IOException {
        marker.require();
        Disk disk = new Disk(basePath.toRealPath(), durability);
        Folders.makeAgain(disk);
        return open(disk, Optional.of(marker), clock);
    }

    /** The marker comes last: where it is, all else is. */
    private static LocalRepository open(Disk disk, Optional<Marker> known, Clock clock) throws IOException {
        Staging staging = Staging.claim(disk);
        try {
            new FileSystemProbe(disk, staging.folder()).run();
            Marker marker = known.isPresent() ? known.get() : Marker.create(disk, staging);
            marker.require();
            return new LocalRepository(new StorePresence(disk, marker, staging), FileSystemType.of(disk.base()), clock);
        } catch (IOException e) {
            staging.close();
            throw e;
        }
    }

    /** Returns what no other store is called. */
    String id() {
        return presence.marker().id();
    }

    @Override
    public Optional<Entry> find(FileKey key) throws IOException {
        Optional<Entry> known = descriptions.get(key);
        return known.isPresent() ? known : presence.confirm(read(shards.pathOf(key)));
    }

    @Override
    public Optional<Entry> find(Fingerprint fingerprint) throws IOException {
        return presence.confirm(reader.at(shards.pathOf(fingerprint)));
    }

    @Override
    public boolean mayStall() {
        return mayStall;
    }

    @Override
    public Optional<Entry> known(FileKey key) {
        try {
            return descriptions.get(key);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Path> localFile(StoredFile file, long length) {
        return length < SHORT_BYTES ? Optional.empty() : Optional.of(pathOf(file));
    }

    @Override
    public Optional<FileChannel> openLocally(StoredFile file) throws IOException {
        return Optional.of(openFile(file));
    }

    @Override
    public Content open(StoredFile file) throws IOException {
        return new LocalContent(openFile(file), file.size());
    }

    @Override
    public PendingUpload begin(Slot slot) throws IOException {
        StagedFile partial = presence.withFolders(() -> staging.create(slot.size()));
        return new LocalUpload(slot, partial, this::publish);
    }

    @Override
    public Optional<StoredFile> delete(FileKey key, Tombstone.Reason reason) throws IOException {
        return presence.confirm(presence.withFolders(() -> tombstones.delete(key, reason)));
    }

    @Override
    public boolean delete(StoredFile file, Tombstone.Reason reason) throws IOException {
        return presence.confirm(presence.withFolders(() -> tombstones.delete(file, reason)));
    }

    @Override
    public boolean purge(Tombstone tombstone) throws IOException {
        return presence.confirm(tombstones.purge(tombstone));
    }

    @Override
    public int shards() {
        return ShardFolders.COUNT;
    }

    @Override
    public int shardOf(FileKey key) {
        return ShardFolders.numberOf(key);
    }

    @Override
    public void probe() throws IOException {
        presence.require();
        presence.withFolders(() -> {
            staging.claimAgain();
            staging.probe();
            return true;
        });
    }

    @Override
    public OptionalLong usableSpace() {
        return presence.marker().isThere() ? staging.usableSpace() : OptionalLong.empty();
    }

    @Override
    public void walk(int shard, EntryVisitor visitor) throws IOException {
        Objects.checkIndex(shard, ShardFolders.COUNT);
        reader.walk(presence.withFolders(() -> shards.list(shard)), visitor);
        presence.require();
    }

    @Override
    public Optional<TimeSeen> timeSeen() throws IOException {
        return presence.confirm(time.read());
    }

    @Override
    public void see(TimeSeen seen) throws IOException {
        presence.confirm(() -> time.write(seen));
    }

    @Override
    public Bans bans() {
        return new GuardedBans(bans, presence);
    }

    /** Sweeps what pending uploads have left; may be called again if the store could not be reached. */
    @Override
    public void close() {
        staging.close();
    }

    private Optional<Entry> read(Path path) throws IOException {
        Optional<FileIdentity> stamp = FileIdentity.of(path);
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        Optional<Entry> entry = reader.at(path);
        entry.ifPresent(read -> descriptions.keep(path, stamp.get(), read));
        return entry;
    }

    /** The hash of a path that was read of late is known. */
    private Path pathOf(StoredFile file) {
        FileKey key = file.key();
        return descriptions.pathOf(key).orElseGet(() -> shards.pathOf(key));
    }

    /** Since the look-up a tombstone may have taken the place of the file. */
    private FileChannel openFile(StoredFile file) throws IOException {
        Path path = pathOf(file);
        FileChannel channel = presence.confirm(() -> Disk.openForReading(path));
        try {
            if (!Trailer.isTombstone(channel)) {
                return channel;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new NoSuchFileException(path.toString(), null, "was deleted");
    }

    private StoredFile publish(StagedFile partial, Slot slot, String sha256) throws IOException {
        StoredFile file = new StoredFile(slot, sha256, clock.instant());
        partial.write(trailer.encode(file));
        Optional<FileIdentity> stamp = FileIdentity.of(partial.path());
        presence.confirm(() -> {
            partial.publish(shards, slot.key());
            return true;
        });
        stamp.ifPresent(written -> descriptions.keep(shards.pathOf(slot.key()), written, file));
        return file;
    }
}

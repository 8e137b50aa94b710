package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.stowage.storage.Bans;
import org.stowage.storage.Capacity;
import org.stowage.storage.Checksums;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegion;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Listing;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.TimeMemory;
import org.stowage.storage.Tombstone;
import org.stowage.storage.format.Trailer;
import org.stowage.storage.local.MetadataCache.FileIdentity;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.DiskReserve;
import org.stowage.storage.staging.Durability;
import org.stowage.storage.staging.StagedFile;
import org.stowage.storage.staging.StagedUpload;
import org.stowage.storage.staging.Staging;

/** The repository in a folder of the local file system. */
public final class LocalRepository implements FileRepository {

    private final StorePresence presence;
    private final ShardFolders shards;
    private final Staging staging;
    private final Clock clock;
    private final Trailer trailer = new Trailer();
    private final MetadataCache descriptions = new MetadataCache();
    private final EntryReader reader;
    private final Tombstones tombstones;
    private final Listing listing;
    private final Bans bans;
    private final Capacity capacity;
    private final TimeMemory timeMemory;
    private final boolean mayStall;

    private LocalRepository(StorePresence presence, FileSystemType fileSystem, Clock clock) throws IOException {
        this.presence = presence;
        this.shards = new ShardFolders(presence.disk());
        this.staging = presence.staging();
        DiskReserve reserve = new DiskReserve(staging);
        this.clock = clock;
        this.reader = new EntryReader(shards, trailer);
        this.tombstones = new Tombstones(reader, staging, reserve, clock);
        this.listing = new LocalListing(presence, shards, new SeenTombstones(reader));
        this.bans = new GuardedBans(new LocalBans(presence.disk(), staging, reserve, clock), presence);
        this.capacity = new DiskCapacity(presence);
        this.timeMemory = new TimeFile(presence);
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
            staging.probe();
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

    /** Also {@code lstat(2)} waits for the other machine. */
    @Override
    public Optional<Entry> known(FileKey key) {
        try {
            return mayStall ? Optional.empty() : descriptions.get(key);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Entry> find(FileKey key) throws IOException {
        Optional<Entry> known = descriptions.get(key);
        return known.isPresent() ? known : presence.confirm(read(key));
    }

    @Override
    public Optional<Entry> find(Fingerprint fingerprint) throws IOException {
        return presence.confirm(reader.at(shards.pathOf(fingerprint)));
    }

    @Override
    public boolean mayStall() {
        return mayStall;
    }

    /** The hash of a path that was read of late is known. */
    @Override
    public FileRegion contentOf(StoredFile file) {
        FileKey key = file.key();
        Path path = descriptions.pathOf(key).orElseGet(() -> shards.pathOf(key));
        return new LocalRegion(presence, path, file.size());
    }

    @Override
    public PendingUpload begin(Slot slot) throws IOException {
        StagedFile partial = presence.withFolders(() -> staging.create(slot.size()));
        return new StagedUpload(slot, partial, this::publish);
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
    public DeletedFiles deleteAll(List<StoredFile> files, Tombstone.Reason reason) throws StoreMissingException {
        return new BatchDeletion(tombstones, presence).run(files, reason);
    }

    @Override
    public boolean purge(Tombstone tombstone) throws IOException {
        return presence.confirm(tombstones.purge(tombstone));
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

    /** Sweeps what pending uploads have left; may be called again if the store could not be reached. */
    @Override
    public void close() {
        staging.close();
    }

    private Optional<Entry> read(FileKey key) throws IOException {
        Path path = shards.pathOf(key);
        Optional<FileIdentity> stamp = FileIdentity.of(path);
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        Optional<Entry> entry = reader.at(path);
        entry.ifPresent(read -> descriptions.keep(key, path, stamp.get(), read));
        return entry;
    }

    private StoredFile publish(StagedFile partial, Slot slot, Checksums checksums) throws IOException {
        String id = checksums.sha256().isEmpty() ? newId() : "";
        StoredFile file = new StoredFile(slot, checksums, clock.instant(), id, "");
        partial.write(trailer.encode(file));
        Optional<FileIdentity> stamp = FileIdentity.of(partial.path());
        Fingerprint name = file.fingerprint();
        presence.confirm(() -> {
            partial.complete(path -> shards.publish(path, name));
            return true;
        });
        stamp.ifPresent(written -> descriptions.keep(slot.key(), shards.pathOf(name), written, file));
        return file;
    }

    /** It must be another one for each publication, and may be guessed. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}

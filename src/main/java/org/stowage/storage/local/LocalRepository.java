package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;
import org.stowage.storage.Bans;
import org.stowage.storage.Capacity;
import org.stowage.storage.Checksums;
import org.stowage.storage.ContentCache;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.Entry;
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

    private static final Logger LOG = Logger.getLogger("org.stowage.storage");

    private final StorePresence presence;
    private final ShardFolders shards;
    private final Staging staging;
    private final Clock clock;
    private final Trailer trailer = new Trailer();
    private final MetadataCache descriptions = new MetadataCache();
    private final EntryReader reader;
    private final LocalContents contents;
    private final Tombstones tombstones;
    private final Listing listing;
    private final Bans bans;
    private final Capacity capacity;
    private final TimeMemory timeMemory;
    private final boolean mayStall;

    private LocalRepository(StorePresence presence, FileSystemType fileSystem, ContentCache cache, Clock clock)
            throws IOException {
        this.presence = presence;
        this.shards = new ShardFolders(presence.disk());
        this.staging = presence.staging();
        DiskReserve reserve = new DiskReserve(staging);
        this.clock = clock;
        this.reader = new EntryReader(shards, trailer);
        this.contents = new LocalContents(fileSystem.mayStall() ? ContentCache.off() : cache, reader);
        this.tombstones = new Tombstones(reader, staging, reserve, clock);
        this.listing = new LocalListing(presence, shards, new SeenTombstones(reader));
        this.bans = new GuardedBans(new LocalBans(presence.disk(), staging, reserve, clock), presence);
        this.capacity = new DiskCapacity(presence);
        this.timeMemory = new TimeFile(presence);
        this.mayStall = fileSystem.mayStall();
        trailer.tryOut();
    }

    /** Opens the store as {@link #open(Path, Durability, ContentCache, Clock)} does; no contents are kept in memory. */
    public static LocalRepository open(Path basePath, Durability durability, Clock clock) throws IOException {
        return open(basePath, durability, ContentCache.off(), clock);
    }

    /**
     * Opens the store and sweeps what ended processes have left. If the folder has no {@link Marker}, this begins a
     * store there, or adds the marker to a store of the versions that wrote none.
     *
     * @param basePath the folder of the store; missing parents are created, too
     * @param durability what an upload waits for before it is acknowledged
     * @param contents keeps small files in memory, unless the file system may stall: what one machine is told of a network's
     *     files may be old
     * @param clock tells when a file was stored
     * @throws IOException if the folder cannot be used; the message names the path and what is missing
     */
    public static LocalRepository open(Path basePath, Durability durability, ContentCache contents, Clock clock)
            throws IOException {
        Disk disk = Disk.prepare(basePath, durability);
        Optional<Marker> marker = Marker.find(disk.base());
        if (marker.isPresent()) {
            return openExisting(basePath, marker.get(), durability, contents, clock);
        }
        Folders.make(disk);
        return open(disk, marker, contents, clock);
    }

    /**
     * Opens the store that has this marker.
     *
     * @throws StoreMissingException if the marker is gone by now
     * @throws IOException as {@link #open(Path, Durability, Clock)} does
     */
    static LocalRepository openExisting(
            Path basePath, Marker marker, Durability durability, ContentCache contents, Clock clock)
            throws IOException {
        marker.require();
        Disk disk = new Disk(basePath.toRealPath(), durability);
        Folders.makeAgain(disk);
        return open(disk, Optional.of(marker), contents, clock);
    }

    /** Creates the marker last: if it exists, everything else does. */
    private static LocalRepository open(Disk disk, Optional<Marker> known, ContentCache contents, Clock clock)
            throws IOException {
        Staging staging = Staging.claim(disk);
        try {
            staging.probe();
            Marker marker = known.isPresent() ? known.get() : Marker.create(disk, staging);
            marker.require();
            NfsMount.of(disk.base()).ifPresent(mount -> tell(disk, mount));
            FileSystemType fileSystem = FileSystemType.of(disk.base());
            return new LocalRepository(new StorePresence(disk, marker, staging), fileSystem, contents, clock);
        } catch (IOException e) {
            staging.close();
            throw e;
        }
    }

    private static void tell(Disk disk, NfsMount mount) {
        mount.warnings().forEach(warning -> LOG.warning(() -> disk.base() + " is mounted by NFS. " + warning));
        LOG.info(() ->
                disk.base() + " is mounted by NFS. What other machines store, delete or ban there is seen here after "
                        + mount.staleSeconds() + " seconds at most.");
    }

    /** Returns the id of the store; no other store has it. */
    String id() {
        return presence.marker().id();
    }

    /** Returns nothing if the store may stall, because even {@code lstat(2)} would wait. */
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

    /** Asks with a call that needs no exception to say no. */
    @Override
    public Optional<Entry> taken(FileKey key) throws IOException {
        return shards.pathOf(key).toFile().exists() ? find(key) : Optional.empty();
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
    public Optional<KeptFile> kept(FileKey key) {
        return contents.get(key);
    }

    @Override
    public Optional<KeptFile> keep(StoredFile file) throws IOException {
        return presence.confirm(() -> contents.keep(file, pathOf(file.key())));
    }

    @Override
    public FileRegion contentOf(StoredFile file) {
        return new LocalRegion(presence, pathOf(file.key()), file.size());
    }

    @Override
    public PendingUpload begin(Slot slot) throws IOException {
        StagedFile partial = presence.withFolders(() -> staging.create(slot.size()));
        return new StagedUpload(slot, partial, this::publish);
    }

    @Override
    public Optional<StoredFile> delete(FileKey key, Tombstone.Reason reason) throws IOException {
        Optional<StoredFile> deleted = presence.confirm(presence.withFolders(() -> tombstones.delete(key, reason)));
        contents.forget(key);
        return deleted;
    }

    @Override
    public boolean delete(StoredFile file, Tombstone.Reason reason) throws IOException {
        boolean deleted = presence.confirm(presence.withFolders(() -> tombstones.delete(file, reason)));
        contents.forget(file.key());
        return deleted;
    }

    @Override
    public DeletedFiles deleteAll(List<StoredFile> files, Tombstone.Reason reason) throws StoreMissingException {
        DeletedFiles deleted = new BatchDeletion(tombstones, presence).run(files, reason);
        deleted.files().forEach(file -> contents.forget(file.key()));
        return deleted;
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

    /** Sweeps what pending uploads have left. May be called again if the store could not be reached. */
    @Override
    public void close() {
        staging.close();
    }

    /** The hash of a path that was read of late is known. */
    private Path pathOf(FileKey key) {
        return descriptions.pathOf(key).orElseGet(() -> shards.pathOf(key));
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

    /** An id must differ for each publication; it need not be hard to guess. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}

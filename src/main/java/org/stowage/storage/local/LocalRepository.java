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
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.local.Descriptions.Stamp;

/** The repository in a folder of the local file system. */
public final class LocalRepository implements FileRepository {

    /** Longer than every tombstone: a path has at most 2048 bytes, and none that JSON escapes by more than one. */
    private static final long SHORT_BYTES = 1 << 13;

    private final Shards shards;
    private final Partials partials;
    private final Clock clock;
    private final Trailer trailer = new Trailer();
    private final Descriptions descriptions = new Descriptions();
    private final Shelf shelf;
    private final Graves graves;
    private final LocalBans bans;

    private LocalRepository(Disk disk, Shards shards, Partials partials, Clock clock) throws IOException {
        Reserve reserve = new Reserve(partials);
        trailer.tryOut();
        this.shards = shards;
        this.partials = partials;
        this.bans = LocalBans.prepare(disk, partials, reserve, clock);
        this.clock = clock;
        this.shelf = new Shelf(shards, trailer);
        this.graves = new Graves(shelf, partials, reserve, clock);
    }

    /**
     * Opens the store, creating its folders where they are missing and sweeping what dead processes left.
     *
     * @param basePath the folder of the store; its parents are created too
     * @param durability what an upload waits for before it is acknowledged
     * @param clock tells when a file was stored
     * @throws IOException if the folder cannot be used; the message names the path and what is missing
     */
    public static LocalRepository open(Path basePath, Durability durability, Clock clock) throws IOException {
        Disk disk = Disk.prepare(basePath, durability);
        Shards shards = Shards.prepare(disk);
        Partials partials = Partials.claim(disk);
        try {
            new Probe(disk, partials.folder()).run();
            return new LocalRepository(disk, shards, partials, clock);
        } catch (IOException e) {
            partials.close();
            throw e;
        }
    }

    @Override
    public Optional<Entry> find(FileKey key) throws IOException {
        Optional<Entry> known = descriptions.get(key);
        return known.isPresent() ? known : read(shards.pathOf(key));
    }

    @Override
    public Optional<Entry> find(Fingerprint fingerprint) throws IOException {
        return shelf.at(shards.pathOf(fingerprint));
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
        Partial partial = partials.create(slot.size());
        return new LocalUpload(slot, partial, this::publish);
    }

    @Override
    public Optional<StoredFile> bury(FileKey key, Tombstone.Reason reason) throws IOException {
        return graves.bury(key, reason);
    }

    @Override
    public boolean bury(StoredFile file, Tombstone.Reason reason) throws IOException {
        return graves.bury(file, reason);
    }

    @Override
    public boolean forget(Tombstone tombstone) throws IOException {
        return graves.forget(tombstone);
    }

    @Override
    public int shards() {
        return Shards.COUNT;
    }

    @Override
    public int shardOf(FileKey key) {
        return shards.numberOf(key);
    }

    @Override
    public void probe() throws IOException {
        partials.probe();
    }

    @Override
    public OptionalLong usableSpace() {
        return partials.usableSpace();
    }

    @Override
    public void walk(int shard, EntryVisitor visitor) throws IOException {
        shelf.walk(Objects.checkIndex(shard, Shards.COUNT), visitor);
    }

    @Override
    public Bans bans() {
        return bans;
    }

    /** Each by itself, whatever becomes of the others. */
    @Override
    public void close() {
        try (trailer;
                bans) {
            partials.close();
        }
    }

    private Optional<Entry> read(Path path) throws IOException {
        Optional<Stamp> stamp = Stamp.of(path);
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        Optional<Entry> entry = shelf.at(path);
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
        FileChannel channel = Disk.openForReading(path);
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

    private StoredFile publish(Partial partial, Slot slot, String sha256) throws IOException {
        StoredFile file = new StoredFile(slot, sha256, clock.instant());
        partial.write(trailer.encode(file));
        Optional<Stamp> stamp = Stamp.of(partial.path());
        partial.publish(shards, slot.key());
        stamp.ifPresent(written -> descriptions.keep(shards.pathOf(slot.key()), written, file));
        return file;
    }
}

package org.stowage.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.stowage.storage.Content;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.Descriptions.Stamp;

/** The repository in a folder of the local file system. */
public final class LocalRepository implements FileRepository {

    private final Shards shards;
    private final Partials partials;
    private final Clock clock;
    private final Trailer trailer = new Trailer();
    private final Descriptions descriptions = new Descriptions();

    private LocalRepository(Shards shards, Partials partials, Clock clock) {
        this.shards = shards;
        this.partials = partials;
        this.clock = clock;
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
            return new LocalRepository(shards, partials, clock);
        } catch (IOException e) {
            partials.close();
            throw e;
        }
    }

    @Override
    public Optional<StoredFile> find(FileKey key) throws IOException {
        Optional<StoredFile> known = descriptions.get(key);
        return known.isPresent() ? known : read(key, shards.pathOf(key));
    }

    @Override
    public Optional<StoredFile> known(FileKey key) {
        try {
            return descriptions.get(key);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Path> localFile(StoredFile file) {
        FileKey key = file.key();
        return Optional.of(descriptions.pathOf(key).orElseGet(() -> shards.pathOf(key)));
    }

    @Override
    public Content open(StoredFile file) throws IOException {
        return new LocalContent(Disk.openForReading(shards.pathOf(file.key())), file.size());
    }

    @Override
    public PendingUpload begin(Slot slot) throws IOException {
        Partial partial = partials.create(slot.size());
        return new LocalUpload(slot, partial, this::publish);
    }

    @Override
    public boolean delete(FileKey key) throws IOException {
        return shards.delete(key);
    }

    @Override
    public void close() {
        partials.close();
        trailer.close();
    }

    private Optional<StoredFile> read(FileKey key, Path path) throws IOException {
        Optional<Stamp> stamp = Stamp.of(path);
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        try (FileChannel channel = Disk.openForReading(path)) {
            StoredFile file = trailer.read(channel, path);
            if (!file.key().equals(key)) {
                throw new FileSystemException(path.toString(), null, "holds another file than its name says");
            }
            descriptions.keep(path, stamp.get(), file);
            return Optional.of(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private StoredFile publish(Partial partial, Slot slot, String sha256) throws IOException {
        StoredFile file = new StoredFile(slot, sha256, clock.instant());
        partial.write(trailer.encode(file));
        partial.publish(shards, slot.key());
        return file;
    }
}

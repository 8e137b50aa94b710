package org.stowage.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.stowage.storage.Entry;
import org.stowage.storage.Tombstone;
import org.stowage.storage.format.DamagedFileException;
import org.stowage.storage.format.Trailer;
import org.stowage.storage.staging.Disk;

/**
 * Reads the entries under the final names, from the disk each time.
 *
 * @param shards the folders of the names
 * @param trailer reads the description in a file
 */
record EntryReader(ShardFolders shards, Trailer trailer) {

    /**
     * Reads the entry at a path.
     *
     * @return empty if there is no file, or a symbolic link, which the store never makes
     * @throws DamagedFileException if the store did not write the file under this name
     */
    Optional<Entry> at(Path path) throws IOException {
        try (FileChannel channel = Disk.openForReading(path)) {
            Entry entry = trailer.read(new ChannelTail(channel), path.toString(), ShardFolders.nameOf(path));
            requireOurs(path, entry);
            return Optional.of(entry);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (Files.isSymbolicLink(path)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Returns the tombstone at a path whose file was read before, under another of its names.
     *
     * @throws DamagedFileException if the path is not a final name
     */
    Tombstone sameAt(Path path, Tombstone other) throws DamagedFileException {
        Tombstone tombstone = other.of(ShardFolders.nameOf(path));
        requireOurs(path, tombstone);
        return tombstone;
    }

    /**
     * Tells whether the file of a tombstone contains only what many can share. Tombstones of earlier versions also
     * contain the name of their file.
     */
    boolean isNameless(Tombstone tombstone, long size) {
        return trailer.encode(tombstone).remaining() == size;
    }

    private void requireOurs(Path path, Entry entry) throws DamagedFileException {
        if (!shards.pathOf(entry.fingerprint()).equals(path)) {
            throw new DamagedFileException(path.toString(), "holds another file than its name says");
        }
    }
}

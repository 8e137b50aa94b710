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
 * What lies under the final names, read from the disk each time.
 *
 * @param shards where the names are
 * @param trailer how to read what is there
 */
record EntryReader(ShardFolders shards, Trailer trailer) {

    /**
     * Reads what is there.
     *
     * @return nothing if there is no file, or only a symbolic link that is none of ours
     * @throws DamagedFileException if it is none that we wrote under this name
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
     * Returns a tombstone that is known under another name.
     *
     * @throws DamagedFileException if the path is none of ours
     */
    Tombstone sameAt(Path path, Tombstone other) throws DamagedFileException {
        Tombstone tombstone = other.of(ShardFolders.nameOf(path));
        requireOurs(path, tombstone);
        return tombstone;
    }

    /** Tells whether the file of a tombstone says no more than all that many may share: those of former versions know their name. */
    boolean isNameless(Tombstone tombstone, long size) {
        return trailer.encode(tombstone).remaining() == size;
    }

    private void requireOurs(Path path, Entry entry) throws DamagedFileException {
        if (!shards.pathOf(entry.fingerprint()).equals(path)) {
            throw new DamagedFileException(path.toString(), "holds another file than its name says");
        }
    }
}

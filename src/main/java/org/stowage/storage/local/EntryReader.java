package org.stowage.storage.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stowage.storage.Entry;
import org.stowage.storage.EntryVisitor;
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
            Entry entry = trailer.read(channel, path, ShardFolders.nameOf(path));
            if (!shards.pathOf(entry.fingerprint()).equals(path)) {
                throw new DamagedFileException(path, "holds another file than its name says");
            }
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

    /** Shows what lies there. */
    void walk(List<Path> paths, EntryVisitor visitor) throws IOException {
        for (Path path : paths) {
            Optional<Entry> entry = readable(path, visitor);
            if (isInterrupted()) {
                throw new InterruptedIOException("the walk was interrupted");
            }
            if (entry.isPresent()) {
                visitor.visit(entry.get());
            }
        }
    }

    /** An interrupted thread cannot read, and no file is to blame. */
    private Optional<Entry> readable(Path path, EntryVisitor visitor) {
        try {
            return at(path);
        } catch (IOException e) {
            if (!isInterrupted()) {
                visitor.unreadable(e);
            }
            return Optional.empty();
        }
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}

package org.stowage.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.stowage.storage.ContentCache;
import org.stowage.storage.ContentCache.Sight;
import org.stowage.storage.FileKey;
import org.stowage.storage.KeptFile;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.MetadataCache.FileIdentity;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.FileContent;

/**
 * The small files whose contents are kept in memory, each with the identity of the file that they were read from.
 *
 * @param cache which keeps them
 * @param reader of what lies under the final names
 */
record LocalContents(ContentCache cache, EntryReader reader) {

    /** One {@code lstat(2)} shows whether the file is still the same one. */
    private record Unchanged(Path path, FileIdentity identity) implements ContentCache.Witness {

        @Override
        public Sight look() {
            try {
                return FileIdentity.of(path).filter(identity::equals).isPresent() ? Sight.THERE : Sight.GONE;
            } catch (IOException e) {
                return Sight.UNKNOWN;
            }
        }
    }

    /** Returns a file whose content is in memory, if it is still there. */
    Optional<KeptFile> get(FileKey key) {
        return cache.get(key);
    }

    /**
     * Reads a small file that is asked for again. Description and content come from one file, which is opened once: nothing is
     * kept if that is another file than the one that was looked up.
     *
     * @throws IOException if what is there cannot be read
     */
    Optional<KeptFile> keep(StoredFile file, Path path) throws IOException {
        if (!cache.wants(file)) {
            return Optional.empty();
        }
        Optional<FileIdentity> identity = FileIdentity.of(path);
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        Optional<KeptFile> kept = read(file, path);
        kept.ifPresent(found -> cache.keep(found, new Unchanged(path, identity.get())));
        return kept;
    }

    /** Frees the memory of a file that was deleted. */
    void forget(FileKey key) {
        cache.forget(key);
    }

    private Optional<KeptFile> read(StoredFile file, Path path) throws IOException {
        try (FileChannel channel = Disk.openForReading(path)) {
            if (!reader.trailer()
                    .read(new ChannelTail(channel), path.toString(), file.fingerprint())
                    .equals(file)) {
                return Optional.empty();
            }
            return Optional.of(KeptFile.read(file, new FileContent(channel, file.size())));
        }
    }
}

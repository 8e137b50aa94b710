package org.stowage.retention;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Content;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.RunningChecksums;
import org.stowage.storage.StoredFile;

/**
 * Finds the SHA-256 of contents: in their descriptions, among those that were computed later or, if it is nowhere, by reading
 * the content.
 *
 * @param store that has the contents
 * @param later those that were computed later
 */
public record ContentHashes(FileRepository store, LaterHashes later) {

    /** What was computed after the publication of files. */
    interface LaterHashes {

        /** Returns files of a shard with their SHA-256, as far as that is known. */
        Map<FileKey, StoredFile> of(int shard);
    }

    /** Those of a store, with what its catalog knows. */
    public static ContentHashes of(RetainingRepository repository) {
        return new ContentHashes(repository, new CatalogHashes(repository.catalog()));
    }

    /**
     * Returns the SHA-256 of a file, 64 lower-case hex digits; its content may have to be read.
     *
     * @throws java.nio.file.NoSuchFileException if it was deleted meanwhile
     * @throws IOException if it cannot be read
     */
    String of(StoredFile file) throws IOException {
        return file.sha256().isEmpty() ? read(file) : file.sha256();
    }

    /** Returns those of a shard. */
    public OfShard ofShard(int shard) {
        return new OfShard(shard);
    }

    private String read(StoredFile file) throws IOException {
        try (Content content = store.contentOf(file).open()) {
            return RunningChecksums.of(content, file.size()).sha256();
        }
    }

    /** The hashes of a shard; what was computed later is looked up once, and only if need be. Used by one thread at a time. */
    public final class OfShard {

        private final int shard;
        private @Nullable Map<FileKey, StoredFile> known;

        private OfShard(int shard) {
            this.shard = shard;
        }

        /** Returns the SHA-256 of a file of the shard as {@link ContentHashes#of(StoredFile)} does. */
        String of(StoredFile file) throws IOException {
            if (!file.sha256().isEmpty()) {
                return file.sha256();
            }
            if (known == null) {
                known = later.of(shard);
            }
            StoredFile same = known.get(file.key());
            return same != null && same.stored().equals(file.stored()) ? same.sha256() : read(file);
        }
    }
}

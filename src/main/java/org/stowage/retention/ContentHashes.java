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
 * Finds the SHA-256 of a file: in its description, among those that were computed after the upload, or else by reading
 * the file.
 *
 * @param store the files
 * @param later the SHA-256 that were computed after the upload
 */
public record ContentHashes(FileRepository store, LaterHashes later) {

    /** The SHA-256 that were computed after the upload. */
    interface LaterHashes {

        /** Returns the files of a shard whose SHA-256 is known. */
        Map<FileKey, StoredFile> of(int shard);
    }

    /** Uses the catalog of the store, if it has one. */
    public static ContentHashes of(FileRepository store) {
        return new ContentHashes(
                store,
                store instanceof RetainingRepository retaining
                        ? new CatalogHashes(retaining.catalog())
                        : shard -> Map.of());
    }

    /**
     * Returns the SHA-256 of a file, 64 lower-case hex digits; the file may have to be read.
     *
     * @throws java.nio.file.NoSuchFileException if the file was deleted meanwhile
     * @throws IOException if it cannot be read
     */
    String of(StoredFile file) throws IOException {
        return file.sha256().isEmpty() ? read(file) : file.sha256();
    }

    /** Returns the SHA-256 of the files of one shard. */
    public OfShard ofShard(int shard) {
        return new OfShard(shard);
    }

    private String read(StoredFile file) throws IOException {
        try (Content content = store.contentOf(file).open()) {
            return RunningChecksums.of(content, file.size()).sha256();
        }
    }

    /**
     * The SHA-256 of the files of one shard. Those that were computed after the upload are looked up once, when the
     * first is needed. Used by one thread at a time.
     */
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

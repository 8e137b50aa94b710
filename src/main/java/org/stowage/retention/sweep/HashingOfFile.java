package org.stowage.retention.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.usage.UsageAccounting.Watch;
import org.stowage.storage.Checksums;
import org.stowage.storage.Content;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.RunningChecksums;
import org.stowage.storage.StoredFile;

/** Reads the content of a file piece by piece and computes its checksums. Used by one thread at a time. */
final class HashingOfFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final RetainingRepository repository;
    private final CatalogEntry entry;
    private final StoredFile file;
    private final Watch watch;
    private final Content content;
    private final RunningChecksums running = RunningChecksums.all();
    private long position;

    private HashingOfFile(
            RetainingRepository repository, CatalogEntry entry, StoredFile file, Watch watch, Content content) {
        this.repository = repository;
        this.entry = entry;
        this.file = file;
        this.watch = watch;
        this.content = content;
    }

    /** Opens the file of an entry; empty if the file is gone or another one by now. */
    static Optional<HashingOfFile> begin(RetainingRepository repository, CatalogEntry entry) throws IOException {
        Watch watch = repository.accounting().watch();
        try {
            Optional<Entry> there = repository.stored(entry.file().key());
            if (there.isPresent()
                    && there.get() instanceof StoredFile file
                    && repository.entryOf(file, entry).equals(entry)) {
                Content content = repository.contentOf(file).open();
                return Optional.of(new HashingOfFile(repository, entry, file, watch, content));
            }
        } catch (IOException | RuntimeException e) {
            watch.close();
            throw e;
        }
        watch.close();
        return Optional.empty();
    }

    FileKey key() {
        return file.key();
    }

    /** Reads the next bytes, at most {@code most}; returns how many were read. */
    long read(long most) throws IOException {
        long end = Math.min(file.size(), position + most);
        long begun = position;
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, end - position));
        while (position < end) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
            position += content.read(buffer, position);
            running.update(buffer.flip());
        }
        return position - begun;
    }

    boolean isOver() {
        return position == file.size();
    }

    /**
     * Writes the SHA-256 to the catalog; to be called once, after all bytes are read. If the file is damaged, returns
     * false and writes nothing.
     */
    boolean tellCatalog() {
        Checksums checksums = running.end();
        String uploaded = file.checksums().crc32c();
        if (!uploaded.isEmpty() && !uploaded.equals(checksums.crc32c())) {
            return false;
        }
        CatalogEntry hashed = repository.entryOf(file.withSha256(checksums.sha256()));
        Runnable told = () -> repository.catalog().correct(new CatalogChange.Put(hashed), entry.shard());
        watch.correct(Fingerprint.of(file.key()), entry.file(), file, told);
        return true;
    }

    @Override
    public void close() {
        watch.close();
        content.close();
    }
}

package org.stowage.storage.staging;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Checksums;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.RunningChecksums;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * An upload into a partial file. The {@link Publication} decides where the complete file goes. The methods exclude each
 * other, because the server may close an upload while it is being written.
 */
public final class StagedUpload implements PendingUpload {

    /** Up to so many bytes a copy in memory costs less than a system call. */
    private static final int CHEAPLY_COPIED = 16 * 1024;

    private final Slot slot;
    private final StagedFile partial;
    private final Publication publication;
    private RunningChecksums running = RunningChecksums.cheap();
    private @Nullable Checksums ended;
    private long received;

    /** Takes an empty file, and closes it in the end. */
    public StagedUpload(Slot slot, StagedFile partial, Publication publication) {
        this.slot = slot;
        this.partial = partial;
        this.publication = publication;
    }

    @Override
    public synchronized void hash() {
        if (received > 0) {
            throw new IllegalStateException("bytes are there already");
        }
        running = RunningChecksums.all();
    }

    @Override
    public synchronized void write(ByteBuffer bytes) throws IOException {
        received += bytes.remaining();
        if (received > slot.size()) {
            throw new IOException("more bytes than the " + slot.size() + " announced");
        }
        running.update(bytes);
        if (received == slot.size() && bytes.remaining() <= CHEAPLY_COPIED) {
            partial.writeLater(bytes);
        } else {
            partial.write(bytes);
        }
    }

    @Override
    public synchronized String sha256() throws IOException {
        Checksums known = checksums();
        if (known.sha256().isEmpty()) {
            ended = partial.checksums(slot.size());
        }
        return checksums().sha256();
    }

    @Override
    public synchronized StoredFile publish() throws IOException {
        Checksums known = checksums();
        try (partial) {
            return publication.publish(partial, slot, known);
        }
    }

    @Override
    public synchronized void close() {
        partial.close();
    }

    private Checksums checksums() throws EOFException {
        if (received != slot.size()) {
            throw new EOFException("only " + received + " of " + slot.size() + " bytes arrived");
        }
        if (ended == null) {
            ended = running.end();
        }
        return ended;
    }

    /** The last step: writes the description into a complete partial file and makes it visible. */
    public interface Publication {
        StoredFile publish(StagedFile partial, Slot slot, Checksums checksums) throws IOException;
    }
}

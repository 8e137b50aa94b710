package org.stowage.storage.staging;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * An upload into a partial file; where that goes once it is complete is for a {@link Publication} to know. Its methods exclude
 * each other: the server may close it while it is being written.
 */
public final class StagedUpload implements PendingUpload {

    private final Slot slot;
    private final StagedFile partial;
    private final Publication publication;
    private final MessageDigest digest = Sha256.start();
    private long received;
    private @Nullable String hash;

    /** An upload that is not begun; the file is empty, and closed by it. */
    public StagedUpload(Slot slot, StagedFile partial, Publication publication) {
        this.slot = slot;
        this.partial = partial;
        this.publication = publication;
    }

    @Override
    public synchronized void write(ByteBuffer bytes) throws IOException {
        received += bytes.remaining();
        if (received > slot.size()) {
            throw new IOException("more bytes than the " + slot.size() + " announced");
        }
        digest.update(bytes.duplicate());
        partial.write(bytes);
    }

    @Override
    public synchronized String sha256() throws IOException {
        if (received != slot.size()) {
            throw new EOFException("only " + received + " of " + slot.size() + " bytes arrived");
        }
        if (hash == null) {
            hash = HexFormat.of().formatHex(digest.digest());
        }
        return hash;
    }

    @Override
    public synchronized StoredFile publish() throws IOException {
        String sha256 = sha256();
        try (partial) {
            return publication.publish(partial, slot, sha256);
        }
    }

    @Override
    public synchronized void close() {
        partial.close();
    }

    /** The last step: describes a complete partial file and makes it visible. */
    public interface Publication {
        StoredFile publish(StagedFile partial, Slot slot, String sha256) throws IOException;
    }
}

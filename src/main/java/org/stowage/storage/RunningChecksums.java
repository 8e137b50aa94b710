package org.stowage.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The checksums of bytes that arrive piece by piece. Used by one thread at a time. */
public final class RunningChecksums {

    private static final int BUFFER_BYTES = 1 << 16;

    private final CRC32C crc32c = new CRC32C();
    private final @Nullable MessageDigest sha256;

    private RunningChecksums(@Nullable MessageDigest sha256) {
        this.sha256 = sha256;
    }

    /** Starts without SHA-256, which takes most of the time of an upload. */
    public static RunningChecksums cheap() {
        return new RunningChecksums(null);
    }

    /** Starts with SHA-256. */
    public static RunningChecksums all() {
        return new RunningChecksums(Sha256.start());
    }

    /**
     * Reads a content from its first byte to its last and computes all checksums.
     *
     * @throws IOException if it cannot be read, or has fewer bytes than {@code size}
     */
    public static Checksums of(Content content, long size) throws IOException {
        RunningChecksums running = all();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, BUFFER_BYTES));
        for (long position = 0; position < size; position += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), size - position));
            content.read(buffer, position);
            running.update(buffer.flip());
        }
        return running.end();
    }

    /** Adds the remaining bytes of the buffer, whose position does not change. */
    public void update(ByteBuffer bytes) {
        crc32c.update(bytes.duplicate());
        if (sha256 != null) {
            sha256.update(bytes.duplicate());
        }
    }

    /** Returns the checksums of all bytes. May be called only once. */
    public Checksums end() {
        String hash = sha256 == null ? "" : HexFormat.of().formatHex(sha256.digest());
        return new Checksums(hash, HexFormat.of().toHexDigits((int) crc32c.getValue()));
    }
}

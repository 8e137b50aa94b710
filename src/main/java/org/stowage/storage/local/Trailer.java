package org.stowage.storage.local;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;

/**
 * The description behind the content, in the same file: JSON in UTF-8, its length as a big-endian 32-bit number, and the
 * eight bytes {@code stowage1}. {@code head -c <size>} gets the content back without us. A tombstone is the same without
 * content: its {@link Epitaph}, the length, and {@code buried-1}.
 */
final class Trailer implements AutoCloseable {

    /** {@code stowage1}. */
    private static final long FILE = 0x73746f7761676531L;
    /** {@code buried-1}: no flipped bit makes one of the other. */
    private static final long TOMBSTONE = 0x6275726965642d31L;

    private static final int FOOTER_BYTES = Integer.BYTES + Long.BYTES;
    /** What nearly every trailer fits into. */
    static final int USUAL_BYTES = 1024;

    private static final int MAX_JSON_BYTES = 1 << 16;

    private final Jsonb json = JsonbBuilder.create();

    /**
     * The JSON, as it is in the file.
     *
     * @param path the decoded path of the file
     * @param size the length of the content in bytes
     * @param type media type
     * @param sha256 of the content, in hex
     * @param stored in ISO 8601, UTC
     * @param tenant whose file it is; absent for the one without a name
     * @param owner who uploaded it; absent if not known, and in files of old, some of which have one that nobody could name
     * @param expires when it shall be deleted, in ISO 8601, UTC; absent if not known, and in files of old
     */
    public record Description(
            String path,
            long size,
            String type,
            String sha256,
            Instant stored,
            @Nullable String tenant,
            @Nullable String owner,
            @Nullable Instant expires) {

        static Description of(StoredFile file) {
            Slot slot = file.slot();
            return new Description(
                    slot.key().path(),
                    slot.size(),
                    slot.type(),
                    file.sha256(),
                    file.stored(),
                    slot.key().tenant().isEmpty() ? null : slot.key().tenant(),
                    slot.owner(),
                    slot.expires());
        }

        /** A member that is missing in the JSON is null here, whatever its type says. */
        StoredFile toFile() {
            Slot slot = new Slot(
                    new FileKey(tenant == null ? "" : tenant, path),
                    size,
                    Objects.requireNonNull(type),
                    owner != null && Slot.isOwner(owner) ? owner : null,
                    expires);
            return new StoredFile(slot, Objects.requireNonNull(sha256), Objects.requireNonNull(stored));
        }
    }

    /** Returns the bytes to append to the content. */
    ByteBuffer encode(StoredFile file) {
        return footed(json.toJson(Description.of(file)), FILE);
    }

    /** Returns all bytes of a tombstone. */
    ByteBuffer encode(Tombstone tombstone) {
        return footed(json.toJson(Epitaph.of(tombstone)), TOMBSTONE);
    }

    /**
     * Reads what the end of a file says.
     *
     * @throws DamagedFileException if the file does not end with a description or an epitaph, or is longer or shorter than
     *     it says
     */
    Entry read(FileChannel channel, Path path) throws IOException {
        long fileSize = channel.size();
        ByteBuffer tail = tail(channel, fileSize, USUAL_BYTES);
        int length = jsonLength(tail, path);
        if (length + FOOTER_BYTES > tail.limit()) {
            tail = tail(channel, fileSize, length + FOOTER_BYTES);
        }
        if (length + FOOTER_BYTES > tail.limit()) {
            throw damaged(path);
        }
        Entry entry = parse(tail, length, path);
        long contentSize = entry instanceof StoredFile file ? file.size() : 0;
        if (contentSize != fileSize - length - FOOTER_BYTES) {
            throw damaged(path);
        }
        return entry;
    }

    /** Has JSON Binding load all that it needs: what cannot be loaded when descriptors are short is never loaded again. */
    void tryOut() throws DamagedFileException {
        FileKey key = new FileKey("tenant", "path");
        Slot slot = new Slot(key, 0, "a/b", "owner", Instant.EPOCH);
        ByteBuffer file = encode(new StoredFile(slot, "sha256", Instant.EPOCH));
        parse(file, file.limit() - FOOTER_BYTES, Path.of("file"));
        ByteBuffer tombstone = encode(new Tombstone(key, Instant.EPOCH, Tombstone.Reason.DELETED));
        parse(tombstone, tombstone.limit() - FOOTER_BYTES, Path.of("tombstone"));
    }

    /** Tells whether a file that was opened by its name ends as a tombstone does. */
    static boolean isTombstone(FileChannel channel) throws IOException {
        ByteBuffer tail = tail(channel, channel.size(), Long.BYTES);
        return tail.limit() == Long.BYTES && tail.getLong(0) == TOMBSTONE;
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (Exception e) {
            throw new IllegalStateException("JSON Binding cannot be closed", e);
        }
    }

    private static ByteBuffer footed(String json, long magic) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + FOOTER_BYTES)
                .put(text)
                .putInt(text.length)
                .putLong(magic)
                .flip();
    }

    private static ByteBuffer tail(FileChannel channel, long fileSize, int bytes) throws IOException {
        ByteBuffer tail = ByteBuffer.allocate((int) Math.min(fileSize, bytes));
        long start = fileSize - tail.capacity();
        while (tail.hasRemaining() && channel.read(tail, start + tail.position()) >= 0) {
            // read(2) may return less than asked for
        }
        return tail.flip();
    }

    private static int jsonLength(ByteBuffer tail, Path path) throws DamagedFileException {
        int end = tail.limit();
        if (end < FOOTER_BYTES || (magic(tail) != FILE && magic(tail) != TOMBSTONE)) {
            throw damaged(path);
        }
        int length = tail.getInt(end - FOOTER_BYTES);
        if (length < 2 || length > MAX_JSON_BYTES) {
            throw damaged(path);
        }
        return length;
    }

    private Entry parse(ByteBuffer tail, int length, Path path) throws DamagedFileException {
        int start = tail.limit() - FOOTER_BYTES - length;
        String text = StandardCharsets.UTF_8.decode(tail.slice(start, length)).toString();
        try {
            return magic(tail) == FILE
                    ? json.fromJson(text, Description.class).toFile()
                    : json.fromJson(text, Epitaph.class).toTombstone();
        } catch (RuntimeException e) {
            // JSON Binding has many words for what it cannot read.
            throw damaged(path);
        }
    }

    private static long magic(ByteBuffer tail) {
        return tail.getLong(tail.limit() - Long.BYTES);
    }

    private static DamagedFileException damaged(Path path) {
        return new DamagedFileException(path, "is damaged: it does not end with its description");
    }
}

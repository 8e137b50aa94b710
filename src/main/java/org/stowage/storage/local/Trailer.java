package org.stowage.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;

/**
 * The description behind the content, in the same file: JSON in UTF-8 ({@link StoreJson}), its length as a big-endian
 * 32-bit number, and the eight bytes {@code stowage1}. {@code head -c <size>} gets the content back without Stowage. A
 * tombstone has no content, but its JSON, the length, and {@code buried-1}.
 */
final class Trailer {

    /** {@code stowage1}. */
    private static final long FILE = 0x73746f7761676531L;
    /** {@code buried-1}. No flipped bit turns one mark into the other. */
    private static final long TOMBSTONE = 0x6275726965642d31L;

    private static final int FOOTER_BYTES = Integer.BYTES + Long.BYTES;
    /** Nearly every trailer is at most this long. */
    static final int USUAL_BYTES = 1024;

    private static final int MAX_JSON_BYTES = 1 << 16;

    private final StoreJson json = new StoreJson();

    /** Returns the bytes to append to the content. */
    ByteBuffer encode(StoredFile file) {
        return footed(json.write(file), FILE);
    }

    /** Returns all bytes of a tombstone. */
    ByteBuffer encode(Tombstone tombstone) {
        return footed(json.write(tombstone), TOMBSTONE);
    }

    /**
     * Reads the entry that the end of a file describes.
     *
     * @param name under which the file lies
     * @throws DamagedFileException if the file does not end with a description or a tombstone, or does not have the
     *     length that follows from it
     */
    Entry read(FileChannel channel, Path path, Fingerprint name) throws IOException {
        long fileSize = channel.size();
        ByteBuffer tail = tail(channel, fileSize, USUAL_BYTES);
        int length = jsonLength(tail, path);
        if (length + FOOTER_BYTES > tail.limit()) {
            tail = tail(channel, fileSize, length + FOOTER_BYTES);
        }
        if (length + FOOTER_BYTES > tail.limit()) {
            throw damaged(path);
        }
        Entry entry = parse(tail, length, path, name);
        long contentSize = entry instanceof StoredFile file ? file.size() : 0;
        if (contentSize != fileSize - length - FOOTER_BYTES) {
            throw damaged(path);
        }
        return entry;
    }

    /**
     * Loads all classes that write and read JSON. A class that cannot be loaded because file descriptors are used up
     * would never be loaded later.
     */
    void tryOut() throws DamagedFileException {
        FileKey key = new FileKey("tenant", "path");
        Slot slot = new Slot(key, 0, "a/b", "owner", Instant.EPOCH, Instant.EPOCH);
        ByteBuffer file = encode(new StoredFile(slot, "sha256", Instant.EPOCH));
        Fingerprint name = Fingerprint.of(key);
        parse(file, file.limit() - FOOTER_BYTES, Path.of("file"), name);
        ByteBuffer tombstone = encode(Tombstone.of(name, Instant.EPOCH, Instant.EPOCH, Tombstone.Reason.DELETED));
        parse(tombstone, tombstone.limit() - FOOTER_BYTES, Path.of("tombstone"), name);
    }

    /** Tells whether an open file ends as a tombstone does. */
    static boolean isTombstone(FileChannel channel) throws IOException {
        ByteBuffer tail = tail(channel, channel.size(), Long.BYTES);
        return tail.limit() == Long.BYTES && tail.getLong(0) == TOMBSTONE;
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
            // read(2) may return fewer bytes than asked for
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

    private Entry parse(ByteBuffer tail, int length, Path path, Fingerprint name) throws DamagedFileException {
        int start = tail.limit() - FOOTER_BYTES - length;
        String text = StandardCharsets.UTF_8.decode(tail.slice(start, length)).toString();
        try {
            return magic(tail) == FILE ? json.readFile(text) : json.readTombstone(text, name);
        } catch (RuntimeException e) {
            // Wrong JSON, missing members and impossible values throw different exceptions.
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

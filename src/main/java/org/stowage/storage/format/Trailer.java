package org.stowage.storage.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
public final class Trailer {

    /** {@code stowage1}. */
    private static final long FILE = 0x73746f7761676531L;
    /** {@code buried-1}. No flipped bit turns one mark into the other. */
    private static final long TOMBSTONE = 0x6275726965642d31L;

    private static final int FOOTER_BYTES = Integer.BYTES + Long.BYTES;
    /** What nearly every trailer fits into. */
    public static final int USUAL_BYTES = 1024;

    private static final int MAX_JSON_BYTES = 1 << 16;

    private final StoreJson json = new StoreJson();

    /** Returns the bytes to append to the content. */
    public ByteBuffer encode(StoredFile file) {
        return footed(json.write(file), FILE);
    }

    /** Returns all bytes of a tombstone. */
    public ByteBuffer encode(Tombstone tombstone) {
        return footed(json.write(tombstone), TOMBSTONE);
    }

    /** A stored file, whose end can be read. */
    public interface Tail {

        /** Returns how long the file is, content and description. */
        long size();

        /**
         * Returns the last bytes of the file: so many, or all if it has fewer.
         *
         * @throws IOException if they cannot be read
         */
        ByteBuffer last(int bytes) throws IOException;
    }

    /**
     * Reads the entry that the end of a file describes.
     *
     * @param place where it lies, for messages
     * @param name under which it lies
     * @throws DamagedFileException if the file does not end with a description or a tombstone, or is longer or shorter than
     *     it says
     */
    public Entry read(Tail file, String place, Fingerprint name) throws IOException {
        ByteBuffer tail = file.last(USUAL_BYTES);
        int length = jsonLength(tail, place);
        if (length + FOOTER_BYTES > tail.limit()) {
            tail = file.last(length + FOOTER_BYTES);
        }
        if (length + FOOTER_BYTES > tail.limit()) {
            throw damaged(place);
        }
        Entry entry = parse(tail, length, place, name);
        long contentSize = entry instanceof StoredFile stored ? stored.size() : 0;
        if (contentSize != file.size() - length - FOOTER_BYTES) {
            throw damaged(place);
        }
        return entry;
    }

    /** Has all classes loaded that are needed to write and read JSON: what cannot be loaded when descriptors are short is never loaded again. */
    public void tryOut() throws DamagedFileException {
        FileKey key = new FileKey("tenant", "path");
        Slot slot = new Slot(key, 0, "a/b", "owner", Instant.EPOCH, Instant.EPOCH);
        ByteBuffer file = encode(new StoredFile(slot, "sha256", Instant.EPOCH));
        Fingerprint name = Fingerprint.of(key);
        parse(file, file.limit() - FOOTER_BYTES, "file", name);
        ByteBuffer tombstone = encode(Tombstone.of(name, Instant.EPOCH, Instant.EPOCH, Tombstone.Reason.DELETED));
        parse(tombstone, tombstone.limit() - FOOTER_BYTES, "tombstone", name);
    }

    /** Tells whether a file ends as a tombstone does. */
    public static boolean isTombstone(Tail file) throws IOException {
        ByteBuffer tail = file.last(Long.BYTES);
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

    private static int jsonLength(ByteBuffer tail, String place) throws DamagedFileException {
        int end = tail.limit();
        if (end < FOOTER_BYTES || (magic(tail) != FILE && magic(tail) != TOMBSTONE)) {
            throw damaged(place);
        }
        int length = tail.getInt(end - FOOTER_BYTES);
        if (length < 2 || length > MAX_JSON_BYTES) {
            throw damaged(place);
        }
        return length;
    }

    private Entry parse(ByteBuffer tail, int length, String place, Fingerprint name) throws DamagedFileException {
        int start = tail.limit() - FOOTER_BYTES - length;
        String text = StandardCharsets.UTF_8.decode(tail.slice(start, length)).toString();
        try {
            return magic(tail) == FILE ? json.readFile(text) : json.readTombstone(text, name);
        } catch (RuntimeException e) {
            // Wrong JSON, missing members and values that cannot be are told in many ways.
            throw damaged(place);
        }
    }

    private static long magic(ByteBuffer tail) {
        return tail.getLong(tail.limit() - Long.BYTES);
    }

    private static DamagedFileException damaged(String place) {
        return new DamagedFileException(place, "is damaged: it does not end with its description");
    }
}

package org.stowage.catalog.lucene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogEntry;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * Writes an entry as bytes and reads it: a version, the path, the bits of {@code EntryFlags}, then the other parts. A
 * text is its length and its UTF-8. Reading other bytes may throw any {@code RuntimeException}.
 */
final class EntryCodec {

    private static final byte VERSION = 1;
    private static final int HASH_BYTES = 32;

    private EntryCodec() {}

    /** The optional parts that an entry has, one bit each. */
    private record EntryFlags(int bits) {
        private static final int OWNER = 1;
        private static final int EXPIRES = 2;
        private static final int DUE = 4;
        private static final int EVICTABLE = 8;
        private static final int HEX = 16;
        private static final int TOKEN_ENDS = 32;

        static EntryFlags of(CatalogEntry entry) {
            Slot slot = entry.file().slot();
            return new EntryFlags((slot.owner() == null ? 0 : OWNER)
                    | (slot.expires() == null ? 0 : EXPIRES)
                    | (slot.tokenEnds() == null ? 0 : TOKEN_ENDS)
                    | (entry.due() == null ? 0 : DUE)
                    | (entry.evictable() ? EVICTABLE : 0)
                    | (isHash(entry.file().sha256()) ? HEX : 0));
        }

        boolean has(int part) {
            return (bits & part) != 0;
        }
    }

    static BytesRef write(CatalogEntry entry) throws IOException {
        StoredFile file = entry.file();
        Slot slot = file.slot();
        EntryFlags flags = EntryFlags.of(entry);
        ByteBuffersDataOutput to = new ByteBuffersDataOutput(256);
        to.writeByte(VERSION);
        to.writeString(slot.key().path());
        to.writeByte((byte) flags.bits());
        to.writeString(slot.key().tenant());
        to.writeVInt(entry.shard());
        to.writeVLong(slot.size());
        to.writeString(slot.type());
        writeTime(to, file.stored());
        byte[] hash = hash(file.sha256());
        if (!flags.has(EntryFlags.HEX)) {
            to.writeVInt(hash.length);
        }
        to.writeBytes(hash);
        if (slot.owner() != null) {
            to.writeString(slot.owner());
        }
        writeTime(to, slot.expires());
        writeTime(to, slot.tokenEnds());
        writeTime(to, entry.due());
        return new BytesRef(to.toArrayCopy());
    }

    static CatalogEntry read(BytesRef bytes) throws IOException {
        ByteArrayDataInput from = begin(bytes);
        String path = from.readString();
        EntryFlags flags = new EntryFlags(from.readByte());
        FileKey key = new FileKey(from.readString(), path);
        int shard = from.readVInt();
        long size = from.readVLong();
        String type = from.readString();
        Instant stored = readTime(from);
        String sha256 = flags.has(EntryFlags.HEX) ? readHash(from) : from.readString();
        String owner = flags.has(EntryFlags.OWNER) ? from.readString() : null;
        Instant expires = flags.has(EntryFlags.EXPIRES) ? readTime(from) : null;
        Instant tokenEnds = flags.has(EntryFlags.TOKEN_ENDS) ? readTime(from) : null;
        Instant due = flags.has(EntryFlags.DUE) ? readTime(from) : null;
        StoredFile file = new StoredFile(new Slot(key, size, type, owner, expires, tokenEnds), sha256, stored);
        return new CatalogEntry(file, shard, due, flags.has(EntryFlags.EVICTABLE));
    }

    /** Returns only the path, in UTF-8. The result shares the bytes of the entry. */
    static BytesRef path(BytesRef bytes) {
        ByteArrayDataInput from = begin(bytes);
        int length = from.readVInt();
        return new BytesRef(bytes.bytes, from.getPosition(), length);
    }

    /** Tells whether an entry has this SHA-256; of one that has a known SHA-256 and should not, only the flags are read. */
    static boolean hasSha256(BytesRef bytes, String sha256) throws IOException {
        ByteArrayDataInput from = begin(bytes);
        from.skipBytes(from.readVInt());
        boolean isHash = new EntryFlags(from.readByte()).has(EntryFlags.HEX);
        return isHash == isHash(sha256) && read(bytes).file().sha256().equals(sha256);
    }

    private static ByteArrayDataInput begin(BytesRef bytes) {
        ByteArrayDataInput from = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        byte version = from.readByte();
        if (version != VERSION) {
            throw new IllegalStateException(String.format(Locale.ROOT, "an entry of version %d", version));
        }
        return from;
    }

    private static void writeTime(DataOutput to, @Nullable Instant time) throws IOException {
        if (time != null) {
            to.writeZLong(time.getEpochSecond());
            to.writeVInt(time.getNano());
        }
    }

    private static Instant readTime(DataInput from) throws IOException {
        return Instant.ofEpochSecond(from.readZLong(), from.readVInt());
    }

    private static String readHash(ByteArrayDataInput from) {
        byte[] hash = new byte[HASH_BYTES];
        from.readBytes(hash, 0, HASH_BYTES);
        return HexFormat.of().formatHex(hash);
    }

    /** Returns 32 bytes for 64 lower-case hex digits, and the UTF-8 of any other text. */
    static byte[] hash(String sha256) {
        return isHash(sha256) ? HexFormat.of().parseHex(sha256) : sha256.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isHash(String sha256) {
        if (sha256.length() != 2 * HASH_BYTES) {
            return false;
        }
        for (int i = 0; i < sha256.length(); i++) {
            char digit = sha256.charAt(i);
            if (!HexFormat.isHexDigit(digit) || Character.isUpperCase(digit)) {
                return false;
            }
        }
        return true;
    }
}

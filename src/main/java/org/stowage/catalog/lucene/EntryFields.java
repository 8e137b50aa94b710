package org.stowage.catalog.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogEntry;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * Writes an entry as a document.
 *
 * <table>
 * <caption>The fields</caption>
 * <tr><td>{@code id}, {@code tenant}, {@code owner}, {@code shard}</td><td>terms</td></tr>
 * <tr><td>{@code account}</td><td>tenant and owner together, sorted, for the sums</td></tr>
 * <tr><td>{@code stored}, {@code due}, {@code size}, {@code evictable}</td><td>numbers; the nanoseconds of a time are a
 *     separate field, because a long cannot hold {@link Instant#MAX} in nanoseconds</td></tr>
 * <tr><td>{@code sha256}</td><td>the first eight bytes as a number; the whole hash as a term would take a tenth of the
 *     folder, and only admins search for it, rarely</td></tr>
 * <tr><td>{@code entry}</td><td>the whole entry, as {@link EntryCodec} writes it</td></tr>
 * </table>
 */
final class EntryFields {

    static final String TENANT = "tenant";
    static final String OWNER = "owner";
    static final String SHA256 = "sha256";
    static final String SHARD = "shard";
    static final String ACCOUNT = "account";
    static final String STORED = "stored";
    static final String STORED_NANO = "stored-nano";
    static final String DUE = "due";
    static final String DUE_NANO = "due-nano";
    static final String SIZE = "size";
    static final String EVICTABLE = "evictable";
    static final String ENTRY = "entry";

    private static final String ID = "id";
    private static final FieldType TERM = term();

    private EntryFields() {}

    static Document document(Term id, CatalogEntry entry) throws IOException {
        StoredFile file = entry.file();
        Slot slot = file.slot();
        Document document = new Document();
        String tenant = slot.key().tenant();
        document.add(field(id));
        document.add(field(new Term(TENANT, tenant)));
        if (slot.owner() != null) {
            document.add(field(new Term(OWNER, slot.owner())));
        }
        document.add(field(shard(entry.shard())));
        document.add(new SortedDocValuesField(ACCOUNT, Account.bytes(tenant, slot.owner())));
        document.add(new NumericDocValuesField(SIZE, slot.size()));
        document.add(new NumericDocValuesField(SHA256, sha256(file.sha256())));
        document.add(new NumericDocValuesField(EVICTABLE, entry.evictable() ? 1 : 0));
        addTime(document, STORED, STORED_NANO, file.stored());
        addTime(document, DUE, DUE_NANO, entry.due());
        document.add(new BinaryDocValuesField(ENTRY, EntryCodec.write(entry)));
        return document;
    }

    /** Returns the term of the one document with this key. */
    static Term id(Fingerprint key) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        bytes.putLong(key.first()).putLong(key.second()).putLong(key.third()).putLong(key.fourth());
        return new Term(ID, new BytesRef(bytes.array()));
    }

    static long sha256(String sha256) {
        return ByteBuffer.wrap(Arrays.copyOf(EntryCodec.hash(sha256), Long.BYTES))
                .getLong();
    }

    static Term shard(int shard) {
        return new Term(SHARD, new BytesRef(ByteBuffer.allocate(4).putInt(shard).array()));
    }

    /**
     * The tenant and the owner of a file. As bytes: the tenant, NUL, and the owner, which has no NUL and is empty if it
     * is not known.
     */
    record Account(String tenant, @Nullable String owner) {

        static BytesRef bytes(String tenant, @Nullable String owner) {
            return new BytesRef(tenant + '\0' + (owner == null ? "" : owner));
        }

        static Account of(BytesRef bytes) {
            String text = new String(bytes.bytes, bytes.offset, bytes.length, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\0');
            String owner = text.substring(end + 1);
            return new Account(text.substring(0, end), owner.isEmpty() ? null : owner);
        }
    }

    private static void addTime(Document document, String seconds, String nanos, @Nullable Instant time) {
        if (time != null) {
            document.add(new NumericDocValuesField(seconds, time.getEpochSecond()));
            document.add(new NumericDocValuesField(nanos, time.getNano()));
        }
    }

    private static Field field(Term term) {
        return new Field(term.field(), term.bytes(), TERM);
    }

    private static FieldType term() {
        FieldType type = new FieldType();
        type.setTokenized(false);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS);
        type.freeze();
        return type;
    }
}

package org.stowage.catalog.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.SortField;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Fingerprint;

/**
 * Orders entries by the hash of their keys, which no two share. It comes last in every order, so that the pages of a
 * result fit together. The hash is computed only of entries that are equal in all that comes before, because most
 * searches pass a million entries.
 */
final class KeyComparator extends FieldComparator<Fingerprint> implements LeafFieldComparator {

    private final LeafReader[] readers;
    private final int[] documents;
    private final @Nullable Fingerprint[] keys;
    private @Nullable LeafReader reader;
    private int bottom;
    private @Nullable Fingerprint top;

    private KeyComparator(int hits) {
        this.readers = new LeafReader[hits];
        this.documents = new int[hits];
        this.keys = new Fingerprint[hits];
    }

    /** Returns the field for a {@link org.apache.lucene.search.Sort}. */
    static SortField field() {
        return new SortField(EntryFields.ENTRY, new FieldComparatorSource() {
            @Override
            public FieldComparator<?> newComparator(String name, int hits, Pruning pruning, boolean reversed) {
                return new KeyComparator(hits);
            }
        });
    }

    @Override
    public int compare(int slot, int other) {
        return value(slot).compareTo(value(other));
    }

    @Override
    public void setTopValue(Fingerprint value) {
        top = value;
    }

    @Override
    public Fingerprint value(int slot) {
        Fingerprint known = keys[slot];
        if (known == null) {
            try {
                known = key(readers[slot], documents[slot]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            keys[slot] = known;
        }
        return known;
    }

    @Override
    public LeafFieldComparator getLeafComparator(LeafReaderContext context) {
        reader = context.reader();
        return this;
    }

    @Override
    public void setBottom(int slot) {
        bottom = slot;
    }

    @Override
    public int compareBottom(int doc) throws IOException {
        return value(bottom).compareTo(key(here(), doc));
    }

    @Override
    public int compareTop(int doc) throws IOException {
        Fingerprint place = top;
        if (place == null) {
            throw new IllegalStateException("no place");
        }
        return place.compareTo(key(here(), doc));
    }

    @Override
    public void copy(int slot, int doc) {
        readers[slot] = here();
        documents[slot] = doc;
        keys[slot] = null;
    }

    @Override
    public void setScorer(Scorable scorer) {
        // Scores are not used.
    }

    private LeafReader here() {
        LeafReader open = reader;
        if (open == null) {
            throw new IllegalStateException("no segment");
        }
        return open;
    }

    /** Takes values of its own each time, because those of a segment can only be read forwards. */
    private static Fingerprint key(LeafReader reader, int doc) throws IOException {
        BinaryDocValues entries = DocValues.getBinary(reader, EntryFields.ENTRY);
        if (!entries.advanceExact(doc)) {
            throw new IllegalStateException("a document without entry");
        }
        return Fingerprint.of(EntryCodec.read(entries.binaryValue()).file().key());
    }
}

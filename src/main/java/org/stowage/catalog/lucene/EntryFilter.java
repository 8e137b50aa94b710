package org.stowage.catalog.lucene;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogTimeoutException;
import org.stowage.catalog.FileBounds;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileQuery.Order;

/** The conditions of a query that are not terms. Each file that matches the terms is checked. */
final class EntryFilter extends Query {

    private static final float COST = 100;
    private static final int DOCUMENTS_OF_A_LOOK_AT_THE_CLOCK = 1024;

    private final FileQuery query;
    private final @Nullable PathPart part;
    private final @Nullable Instant dueBy;
    private final @Nullable String sha256;
    private final boolean limited;
    private final long end;

    EntryFilter(FileQuery query) {
        this.query = query;
        this.part = query.pathPart() == null ? null : new PathPart(query.pathPart());
        this.dueBy = query.dueBy();
        this.sha256 = query.sha256();
        Duration patience = query.patience();
        this.limited = patience != null;
        this.end = System.nanoTime() + (patience == null ? 0 : patience.toNanos());
    }

    /** Tells whether a query has such conditions. */
    static boolean isNeeded(FileQuery query) {
        return query.evictableOnly()
                || query.order() == Order.DUE
                || query.dueBy() != null
                || query.sha256() != null
                || !query.bounds().equals(FileBounds.NONE)
                || query.pathPart() != null;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public Scorer scorer(LeafReaderContext context) throws IOException {
                return new ConstantScoreScorer(this, score(), scoreMode, new Look(context.reader()));
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    /** Checks the files of a segment, the cheapest conditions first. */
    private final class Look extends TwoPhaseIterator {
        private final NumericDocValues evictable;
        private final NumericDocValues due;
        private final NumericDocValues dueNano;
        private final NumericDocValues hashes;
        private final BinaryDocValues entries;
        private final NumericDocValues sizes;
        private final NumericDocValues stored;
        private final NumericDocValues storedNano;
        private int looked;
        private final long begin = sha256 == null ? 0 : EntryFields.sha256(sha256);

        Look(LeafReader reader) throws IOException {
            super(DocIdSetIterator.all(reader.maxDoc()));
            evictable = DocValues.getNumeric(reader, EntryFields.EVICTABLE);
            due = DocValues.getNumeric(reader, EntryFields.DUE);
            dueNano = DocValues.getNumeric(reader, EntryFields.DUE_NANO);
            hashes = DocValues.getNumeric(reader, EntryFields.SHA256);
            entries = DocValues.getBinary(reader, EntryFields.ENTRY);
            sizes = DocValues.getNumeric(reader, EntryFields.SIZE);
            stored = DocValues.getNumeric(reader, EntryFields.STORED);
            storedNano = DocValues.getNumeric(reader, EntryFields.STORED_NANO);
        }

        @Override
        public boolean matches() throws IOException {
            endInTime();
            int doc = approximation().docID();
            return isEvictable(doc) && isDue(doc) && isWithin(doc) && hasContent(doc) && hasPart(doc);
        }

        private void endInTime() throws CatalogTimeoutException {
            boolean looks = limited && looked++ % DOCUMENTS_OF_A_LOOK_AT_THE_CLOCK == 0;
            if (looks && System.nanoTime() - end > 0) {
                throw new CatalogTimeoutException();
            }
        }

        /** The media type is only in the entry, which is read last. */
        private boolean isWithin(int doc) throws IOException {
            FileBounds bounds = query.bounds();
            if (bounds.equals(FileBounds.NONE)) {
                return true;
            }
            if (!sizes.advanceExact(doc) || !stored.advanceExact(doc) || !storedNano.advanceExact(doc)) {
                return false;
            }
            Instant time = Instant.ofEpochSecond(stored.longValue(), storedNano.longValue());
            return bounds.contain(sizes.longValue(), time)
                    && (bounds.type() == null
                            || (entries.advanceExact(doc)
                                    && bounds.isType(EntryCodec.read(entries.binaryValue())
                                            .file()
                                            .type())));
        }

        private boolean isEvictable(int doc) throws IOException {
            return !query.evictableOnly() || (evictable.advanceExact(doc) && evictable.longValue() == 1);
        }

        private boolean isDue(int doc) throws IOException {
            if (dueBy == null) {
                return query.order() != Order.DUE || due.advanceExact(doc);
            }
            if (!due.advanceExact(doc) || due.longValue() > dueBy.getEpochSecond()) {
                return false;
            }
            return due.longValue() < dueBy.getEpochSecond()
                    || (dueNano.advanceExact(doc) && dueNano.longValue() <= dueBy.getNano());
        }

        private boolean hasContent(int doc) throws IOException {
            return sha256 == null
                    || (hashes.advanceExact(doc)
                            && hashes.longValue() == begin
                            && entries.advanceExact(doc)
                            && EntryCodec.hasSha256(entries.binaryValue(), sha256));
        }

        private boolean hasPart(int doc) throws IOException {
            return part == null || (entries.advanceExact(doc) && part.isIn(EntryCodec.path(entries.binaryValue())));
        }

        @Override
        public float matchCost() {
            return COST;
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "entries";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntryFilter filter && filter.query.equals(query);
    }

    @Override
    public int hashCode() {
        return query.hashCode();
    }
}

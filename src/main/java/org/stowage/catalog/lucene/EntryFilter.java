package org.stowage.catalog.lucene;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
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

/** What of a query is no term: each file that the terms leave is looked at. */
final class EntryFilter extends Query {

    private static final float COST = 100;

    private final boolean evictableOnly;
    private final boolean dueOnly;
    private final @Nullable Instant dueBy;
    private final @Nullable PathPart part;

    EntryFilter(boolean evictableOnly, boolean dueOnly, @Nullable Instant dueBy, @Nullable String pathPart) {
        this.evictableOnly = evictableOnly;
        this.dueOnly = dueOnly;
        this.dueBy = dueBy;
        this.part = pathPart == null ? null : new PathPart(pathPart);
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

    /** Looks at the files of a segment, the cheap parts first. */
    private final class Look extends TwoPhaseIterator {
        private final NumericDocValues evictable;
        private final NumericDocValues due;
        private final NumericDocValues dueNano;
        private final BinaryDocValues entries;

        Look(LeafReader reader) throws IOException {
            super(DocIdSetIterator.all(reader.maxDoc()));
            evictable = DocValues.getNumeric(reader, EntryFields.EVICTABLE);
            due = DocValues.getNumeric(reader, EntryFields.DUE);
            dueNano = DocValues.getNumeric(reader, EntryFields.DUE_NANO);
            entries = DocValues.getBinary(reader, EntryFields.ENTRY);
        }

        @Override
        public boolean matches() throws IOException {
            int doc = approximation().docID();
            return isEvictable(doc) && isDue(doc) && hasPart(doc);
        }

        private boolean isEvictable(int doc) throws IOException {
            return !evictableOnly || (evictable.advanceExact(doc) && evictable.longValue() == 1);
        }

        private boolean isDue(int doc) throws IOException {
            if (dueBy == null) {
                return !dueOnly || due.advanceExact(doc);
            }
            if (!due.advanceExact(doc) || due.longValue() > dueBy.getEpochSecond()) {
                return false;
            }
            return due.longValue() < dueBy.getEpochSecond()
                    || (dueNano.advanceExact(doc) && dueNano.longValue() <= dueBy.getNano());
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
        return other instanceof EntryFilter filter
                && filter.evictableOnly == evictableOnly
                && filter.dueOnly == dueOnly
                && Objects.equals(filter.dueBy, dueBy)
                && Objects.equals(filter.part, part);
    }

    @Override
    public int hashCode() {
        return Objects.hash(evictableOnly, dueOnly, dueBy, part);
    }
}

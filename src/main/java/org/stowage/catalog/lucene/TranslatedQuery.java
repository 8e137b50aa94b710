package org.stowage.catalog.lucene;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.FilePosition;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileQuery.Order;
import org.stowage.catalog.FileTotal;
import org.stowage.storage.Fingerprint;

/** A {@link FileQuery} as a query of Lucene. */
record TranslatedQuery(
        Query query, Sort sort, int limit, @Nullable FieldDoc after) {

    static TranslatedQuery of(FileQuery query) {
        return new TranslatedQuery(filters(query), sort(query.order()), query.limit(), place(query));
    }

    private static Query filters(FileQuery query) {
        BooleanQuery.Builder filters = new BooleanQuery.Builder();
        filters.add(new MatchAllDocsQuery(), Occur.FILTER);
        if (query.tenant() != null) {
            filters.add(new TermQuery(new Term(EntryFields.TENANT, query.tenant())), Occur.FILTER);
        }
        if (query.owner() != null) {
            filters.add(new TermQuery(new Term(EntryFields.OWNER, query.owner())), Occur.FILTER);
        }
        if (query.shards() != null) {
            List<BytesRef> shards = query.shards().stream()
                    .map(shard -> EntryFields.shard(shard).bytes())
                    .toList();
            filters.add(new TermInSetQuery(EntryFields.SHARD, shards), Occur.FILTER);
        }
        if (EntryFilter.isNeeded(query)) {
            filters.add(new EntryFilter(query), Occur.FILTER);
        }
        return filters.build();
    }

    private static Sort sort(Order order) {
        SortField key = KeyComparator.field();
        return switch (order) {
            case NEWEST -> new Sort(stored(true), storedNano(true), key);
            case OLDEST -> new Sort(stored(false), storedNano(false), key);
            case LARGEST -> new Sort(number(EntryFields.SIZE, true), stored(true), storedNano(true), key);
            case DUE -> new Sort(number(EntryFields.DUE, false), number(EntryFields.DUE_NANO, false), key);
            case ANY -> Sort.INDEXORDER;
        };
    }

    private static SortField stored(boolean latestFirst) {
        return number(EntryFields.STORED, latestFirst);
    }

    private static SortField storedNano(boolean latestFirst) {
        return number(EntryFields.STORED_NANO, latestFirst);
    }

    private static SortField number(String field, boolean largestFirst) {
        return new SortField(field, SortField.Type.LONG, largestFirst);
    }

    /** Returns the values of the place in the fields of {@link #sort}. */
    private static @Nullable FieldDoc place(FileQuery query) {
        FilePosition after = query.after();
        if (after == null) {
            return null;
        }
        Object[] fields = switch (query.order()) {
            case NEWEST, OLDEST -> fields(after.stored(), after.key());
            case LARGEST -> {
                List<Object> all = new ArrayList<>(List.of(after.size()));
                all.addAll(List.of(fields(after.stored(), after.key())));
                yield all.toArray();
            }
            case DUE -> fields(Objects.requireNonNull(after.due()), after.key());
            case ANY -> throw new IllegalArgumentException("no order");
        };
        return new FieldDoc(0, Float.NaN, fields);
    }

    private static Object[] fields(Instant time, Fingerprint key) {
        long seconds = time.getEpochSecond();
        long nano = time.getNano();
        return new Object[] {seconds, nano, key};
    }

    /** Counts the matching entries. */
    FileTotal total(IndexSearcher searcher) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        long files = 0;
        long bytes = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            NumericDocValues sizes = DocValues.getNumeric(leaf.reader(), EntryFields.SIZE);
            Bits live = leaf.reader().getLiveDocs();
            DocIdSetIterator hits = scorer.iterator();
            for (int doc = hits.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = hits.nextDoc()) {
                if ((live == null || live.get(doc)) && sizes.advanceExact(doc)) {
                    files++;
                    bytes += sizes.longValue();
                }
            }
        }
        return new FileTotal(files, bytes);
    }

    /** Returns the matching entries, in order. */
    List<CatalogEntry> find(IndexSearcher searcher) throws IOException {
        ScoreDoc[] found = search(searcher);
        for (int place = 0; place < found.length; place++) {
            found[place].shardIndex = place;
        }
        CatalogEntry[] entries = new CatalogEntry[found.length];
        Arrays.sort(found, Comparator.comparingInt(hit -> hit.doc));
        read(searcher, found, entries);
        return List.of(entries);
    }

    /** Lucene compares the number of a document last; the largest one is behind all with the same values. */
    private ScoreDoc[] search(IndexSearcher searcher) throws IOException {
        int documents = searcher.getIndexReader().maxDoc();
        if (after == null || documents == 0) {
            return searcher.search(query, limit, sort).scoreDocs;
        }
        FieldDoc last = new FieldDoc(documents - 1, after.score, after.fields);
        return searcher.searchAfter(last, query, limit, sort).scoreDocs;
    }

    /** Reads the entries in the order in which they are stored. */
    private static void read(IndexSearcher searcher, ScoreDoc[] found, CatalogEntry[] entries) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        int end = 0;
        int start = 0;
        BinaryDocValues values = DocValues.emptyBinary();
        for (ScoreDoc hit : found) {
            if (hit.doc >= end) {
                LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
                start = leaf.docBase;
                end = start + leaf.reader().maxDoc();
                values = DocValues.getBinary(leaf.reader(), EntryFields.ENTRY);
            }
            entries[hit.shardIndex] = read(values, hit.doc - start);
        }
    }

    private static CatalogEntry read(BinaryDocValues values, int doc) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IllegalStateException("a document without entry");
        }
        return EntryCodec.read(values.binaryValue());
    }
}

package org.stowage.catalog.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileQuery.Order;

/** A {@link FileQuery} as a query of Lucene. */
record TranslatedQuery(Query query, Sort sort, int limit) {

    static TranslatedQuery of(FileQuery query) {
        return new TranslatedQuery(filters(query), sort(query.order()), query.limit());
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
        return switch (order) {
            case NEWEST -> time(EntryFields.STORED, EntryFields.STORED_NANO, true);
            case OLDEST -> time(EntryFields.STORED, EntryFields.STORED_NANO, false);
            case LARGEST -> new Sort(new SortField(EntryFields.SIZE, SortField.Type.LONG, true));
            case DUE -> time(EntryFields.DUE, EntryFields.DUE_NANO, false);
            case ANY -> Sort.INDEXORDER;
        };
    }

    private static Sort time(String seconds, String nanos, boolean latestFirst) {
        return new Sort(
                new SortField(seconds, SortField.Type.LONG, latestFirst),
                new SortField(nanos, SortField.Type.LONG, latestFirst));
    }

    /** Returns the matching entries, in order. */
    List<CatalogEntry> find(IndexSearcher searcher) throws IOException {
        ScoreDoc[] found = searcher.search(query, limit, sort).scoreDocs;
        for (int place = 0; place < found.length; place++) {
            found[place].shardIndex = place;
        }
        CatalogEntry[] entries = new CatalogEntry[found.length];
        Arrays.sort(found, Comparator.comparingInt(hit -> hit.doc));
        read(searcher, found, entries);
        return List.of(entries);
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

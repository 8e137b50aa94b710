package org.stowage.catalog.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;
import org.stowage.catalog.Catalog;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogTimeoutException;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileTotal;
import org.stowage.catalog.Sums;

/** A catalog as of its last commit. Each question uses one commit until it is answered. */
final class LuceneCatalog implements Catalog {

    private final PlainDirectory directory;
    private final SearcherManager searchers;
    private volatile Map<String, String> properties;

    LuceneCatalog(PlainDirectory directory, SearcherManager searchers, Map<String, String> properties) {
        this.directory = directory;
        this.searchers = searchers;
        this.properties = properties;
    }

    /**
     * Lets later questions see the last commit.
     *
     * @param committed the properties of that commit
     */
    void show(Map<String, String> committed) throws IOException {
        searchers.maybeRefreshBlocking();
        properties = Map.copyOf(committed);
    }

    @Override
    public List<CatalogEntry> find(FileQuery query) throws IOException {
        return ask(TranslatedQuery.of(query)::find);
    }

    @Override
    public FileTotal total(FileQuery query) throws IOException {
        return ask(TranslatedQuery.of(query)::total);
    }

    @Override
    public void forEach(int shard, Consumer<CatalogEntry> visitor) throws IOException {
        ask(searcher -> {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                show(leaf.reader(), shard, visitor);
            }
            return true;
        });
    }

    private static void show(LeafReader reader, int shard, Consumer<CatalogEntry> visitor) throws IOException {
        PostingsEnum files = reader.postings(EntryFields.shard(shard), PostingsEnum.NONE);
        if (files == null) {
            return;
        }
        Bits live = reader.getLiveDocs();
        BinaryDocValues entries = DocValues.getBinary(reader, EntryFields.ENTRY);
        for (int doc = files.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = files.nextDoc()) {
            if ((live == null || live.get(doc)) && entries.advanceExact(doc)) {
                CatalogEntry entry = EntryCodec.read(entries.binaryValue());
                VisitorException.passOn(() -> visitor.accept(entry));
            }
        }
    }

    @Override
    public void sum(long firstDay, Sums sums) throws IOException {
        ask(searcher -> {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                new SumTable(leaf.reader(), firstDay, sums).fill();
            }
            return true;
        });
    }

    @Override
    public Map<String, String> properties() {
        return properties;
    }

    /** A question to a commit. */
    private interface CommitQuestion<T> {
        T ask(IndexSearcher searcher) throws IOException;
    }

    private <T> T ask(CommitQuestion<T> question) throws IOException {
        IndexSearcher searcher;
        try {
            searcher = searchers.acquire();
        } catch (AlreadyClosedException e) {
            throw new IOException("the catalog is closed", e);
        }
        try {
            return question.ask(searcher);
        } catch (VisitorException e) {
            throw e.thrown();
        } catch (CatalogTimeoutException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw Damage.orFailure(e);
        } finally {
            searchers.release(searcher);
        }
    }

    /** Questions that are under way are still answered. */
    @Override
    public void close() {
        IOUtils.closeWhileHandlingException(searchers, directory);
    }
}

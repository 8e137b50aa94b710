package org.stowage.catalog.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.IOUtils;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileTotal;
import org.stowage.catalog.Sums;
import org.stowage.storage.Fingerprint;

/** A catalog that is open to be written. Each batch is one commit. */
final class LuceneWriter implements CatalogWriter {

    private final LuceneCatalog catalog;
    private final IndexWriter writer;
    private final FolderLock lock;

    LuceneWriter(LuceneCatalog catalog, IndexWriter writer, FolderLock lock) {
        this.catalog = catalog;
        this.writer = writer;
        this.lock = lock;
    }

    /** An earlier interrupt would break off the commit, so it is cleared before and set again afterwards. */
    @Override
    public Map<String, String> apply(List<CatalogChange> changes, PropertyChange change, long batch)
            throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            write(changes);
            Map<String, String> properties = change.of(catalog.properties());
            writer.setLiveCommitData(CommitData.of(properties).entrySet());
            writer.commit();
            catalog.show(properties);
            return properties;
        } catch (IOException | RuntimeException e) {
            throw Damage.orFailure(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes only the last change of each key. */
    private void write(List<CatalogChange> changes) throws IOException {
        Map<Fingerprint, CatalogChange> last = new HashMap<>();
        changes.forEach(change -> last.put(change.key(), change));
        for (Map.Entry<Fingerprint, CatalogChange> each : last.entrySet()) {
            Term id = EntryFields.id(each.getKey());
            if (each.getValue() instanceof CatalogChange.Put put) {
                writer.updateDocument(id, EntryFields.document(id, put.entry()));
            } else {
                writer.deleteDocuments(id);
            }
        }
    }

    @Override
    public List<CatalogEntry> find(FileQuery query) throws IOException {
        return catalog.find(query);
    }

    @Override
    public FileTotal total(FileQuery query) throws IOException {
        return catalog.total(query);
    }

    @Override
    public void forEach(int shard, Consumer<CatalogEntry> visitor) throws IOException {
        catalog.forEach(shard, visitor);
    }

    @Override
    public void sum(long firstDay, Sums sums) throws IOException {
        catalog.sum(firstDay, sums);
    }

    @Override
    public Map<String, String> properties() {
        return catalog.properties();
    }

    /** Gives up changes that are not committed. */
    @Override
    public void close() {
        IOUtils.closeWhileHandlingException(writer::rollback, catalog::close, lock);
    }
}

package org.stowage.catalog.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.Catalog;
import org.stowage.catalog.CatalogEngine;
import org.stowage.catalog.CatalogWriter;

/** Keeps a catalog in a folder. The folder may also hold files of other names. */
public final class LuceneEngine implements CatalogEngine {

    private static final double BUFFER_MIB = 8;
    private static final double LARGEST_MERGE_MIB = 512;
    private static final int SEGMENTS_PER_TIER = 20;
    private static final int ATTEMPTS = 5;

    private final Path folder;
    private final VerifiedFiles verified = new VerifiedFiles();

    /**
     * Opens nothing yet.
     *
     * @param folder created if it is missing; its parent is not, because a missing parent may mean that its disk is not
     *     mounted
     */
    public LuceneEngine(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<CatalogWriter> openToWrite() throws IOException {
        makeFolder();
        QuietStart.run();
        Optional<FolderLock> lock = FolderLock.of(folder);
        return lock.isEmpty() ? Optional.empty() : open(lock.get());
    }

    private Optional<CatalogWriter> open(FolderLock lock) throws IOException {
        Deque<Closeable> opened = new ArrayDeque<>();
        opened.push(lock);
        try {
            CatalogWriter writer = toWrite(lock, opened);
            opened.clear();
            return Optional.of(writer);
        } catch (LockObtainFailedException | OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw Damage.atStart(e);
        } finally {
            IOUtils.closeWhileHandlingException(opened);
        }
    }

    /** Checks all files first, so damage is found now and not by a later question. */
    private CatalogWriter toWrite(FolderLock lock, Deque<Closeable> opened) throws IOException {
        PlainDirectory directory = new PlainDirectory(folder);
        opened.push(directory);
        IndexWriter writer = new IndexWriter(directory, config());
        opened.push(writer::rollback);
        Map<String, String> properties = Map.of();
        if (DirectoryReader.indexExists(directory)) {
            SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
            verified.forget();
            verified.check(directory, commit);
            properties = CommitData.properties(commit.getUserData(), folder);
        }
        SearcherManager searchers = new SearcherManager(writer, new Uncached());
        opened.push(searchers);
        return new LuceneWriter(new LuceneCatalog(directory, searchers, properties), writer, lock);
    }

    @Override
    public Optional<Catalog> openToRead() throws IOException {
        QuietStart.run();
        for (int attempt = 1; ; attempt++) {
            try {
                return Files.isDirectory(folder) ? read() : Optional.empty();
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw Damage.atStart(e);
                }
            } catch (IOException | RuntimeException e) {
                throw Damage.orFailure(e);
            }
        }
    }

    /** Opens the last commit. Its files may be deleted meanwhile, if a later commit replaces it. */
    private Optional<Catalog> read() throws IOException {
        Deque<Closeable> opened = new ArrayDeque<>();
        try {
            PlainDirectory directory = new PlainDirectory(folder);
            opened.push(directory);
            if (!DirectoryReader.indexExists(directory)) {
                return Optional.empty();
            }
            verified.check(directory, SegmentInfos.readLatestCommit(directory));
            DirectoryReader reader = DirectoryReader.open(directory);
            opened.push(reader);
            Map<String, String> data = reader.getIndexCommit().getUserData();
            Map<String, String> properties = CommitData.properties(data, folder);
            SearcherManager searchers = new SearcherManager(reader, new Uncached());
            opened.clear();
            return Optional.of(new LuceneCatalog(directory, searchers, properties));
        } finally {
            IOUtils.closeWhileHandlingException(opened);
        }
    }

    /** Leaves files of other names in the folder. */
    @Override
    public void discard() throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Returns the files of the catalog. The commit is first, because without it the other files are no catalog. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> PlainDirectory.isOurs(file.getFileName().toString()))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    @Override
    public boolean isShared() {
        return false;
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            try {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                // Another deployment was quicker, or it is a file; then opening it fails.
            }
        }
    }

    /**
     * Merges run in the writing thread, so no thread of Lucene is left when the deployment ends. They run after a
     * commit, which does not wait for them, because the largest takes seconds.
     */
    private static IndexWriterConfig config() {
        TieredMergePolicy merges = new TieredMergePolicy();
        merges.setSegmentsPerTier(SEGMENTS_PER_TIER);
        merges.setMaxMergeAtOnce(SEGMENTS_PER_TIER);
        merges.setMaxMergedSegmentMB(LARGEST_MERGE_MIB);
        merges.setNoCFSRatio(1);
        return new IndexWriterConfig(null)
                .setRAMBufferSizeMB(BUFFER_MIB)
                .setMergePolicy(merges)
                .setMaxFullFlushMergeWaitMillis(0)
                .setMergeScheduler(new SerialMergeScheduler())
                .setUseCompoundFile(true)
                .setCommitOnClose(false);
    }

    /** Makes searchers that do not cache results, because questions rarely repeat and results would fill the heap. */
    private static final class Uncached extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader former) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }
}

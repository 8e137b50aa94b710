package org.stowage.catalog;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Entry;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoreMissingException;
import org.stowage.storage.StoredFile;
import org.stowage.storage.TimeSeen;

/** A catalog from its opening to its end: one that this process writes, or a view of what another writes. Used by one thread at a time. */
final class CatalogSession {

    private static final Logger LOG = Logger.getLogger("org.stowage.catalog");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final long MINUTE = 60_000_000_000L;

    private final CatalogParts parts;
    private final Catalog catalog;
    private final @Nullable CatalogWriter writer;
    private final List<CatalogChange> unsure = new ArrayList<>();
    private final long opened = System.nanoTime();
    private volatile CatalogProperties properties;
    private volatile boolean doubtful;
    private Map<String, String> written;
    private boolean sumNow = true;
    private boolean foreign;
    private long lastSum = opened;

    private CatalogSession(CatalogParts parts, Catalog catalog, @Nullable CatalogWriter writer) throws IOException {
        this.parts = parts;
        this.catalog = catalog;
        this.writer = writer;
        this.written = catalog.properties();
        this.properties = written.isEmpty()
                ? CatalogProperties.begun(parts.store().listing().shards())
                : CatalogProperties.read(written);
    }

    /** What sessions of one catalog have in common. */
    record CatalogParts(
            CatalogPlace place,
            FileRepository store,
            Function<StoredFile, CatalogEntry> entries,
            SumListener sums,
            ChangeQueue queue,
            ChangeJournal journal) {

        CatalogEngine engine() {
            return place.engine();
        }

        CatalogChange translate(StoreChange change) {
            return change instanceof StoreChange.FilePublished
                    ? new CatalogChange.Put(entries.apply(change.file()))
                    : new CatalogChange.Remove(Fingerprint.of(change.file().key()));
        }
    }

    /**
     * Opens the catalog to write it, or what another process has written.
     *
     * @param former a view, which is closed when there is something better
     */
    static Optional<CatalogSession> open(CatalogParts parts, @Nullable CatalogSession former) throws IOException {
        Optional<CatalogSession> writing = toWrite(parts);
        if (writing.isPresent()) {
            if (former != null) {
                former.abandon();
            }
            try {
                writing.get().begin();
                return writing;
            } catch (IOException | RuntimeException e) {
                writing.get().abandon();
                throw e;
            }
        }
        if (former != null && System.nanoTime() - former.opened < MINUTE) {
            return Optional.of(former);
        }
        parts.journal().leave(parts.journal().turn());
        parts.queue().clear();
        Optional<Catalog> view = parts.engine().openToRead();
        if (view.isEmpty()) {
            return Optional.ofNullable(former);
        }
        if (former != null) {
            former.abandon();
        }
        CatalogSession reading = new CatalogSession(parts, view.get(), null);
        reading.sum();
        return Optional.of(reading);
    }

    private static Optional<CatalogSession> toWrite(CatalogParts parts) throws IOException {
        makeFolder(parts.place().journal());
        Optional<CatalogWriter> writer = openOrBegin(parts.engine());
        if (writer.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CatalogSession(parts, writer.get(), writer.get()));
        } catch (IOException | RuntimeException e) {
            writer.get().close();
            throw e;
        }
    }

    /** Its parent is not made: it may be that of a disk that is not mounted. */
    private static void makeFolder(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            try {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } catch (FileAlreadyExistsException e) {
                // Another deployment was quicker.
            }
        }
    }

    private static Optional<CatalogWriter> openOrBegin(CatalogEngine engine) throws IOException {
        try {
            return engine.openToWrite();
        } catch (DamagedCatalogException e) {
            LOG.warning(() -> "The catalog cannot be read and is built anew, while all is served: " + e.getMessage());
            engine.discard();
            return engine.openToWrite();
        }
    }

    Catalog catalog() {
        return catalog;
    }

    boolean isWriter() {
        return writer != null;
    }

    BitSet missing() {
        return (BitSet) properties.missing().clone();
    }

    String rules() {
        return properties.rules();
    }

    boolean isDoubtful() {
        return doubtful;
    }

    void complete(int shard) {
        BitSet missing = missing();
        sumNow |= missing.get(shard) && missing.cardinality() == 1;
        missing.clear(shard);
        properties = new CatalogProperties(missing, properties.rules());
    }

    void trust() {
        doubtful = false;
    }

    void sumUp() {
        sumNow = true;
    }

    void writtenBy(String rules) {
        properties = new CatalogProperties(properties.missing(), rules);
    }

    /**
     * Writes all changes that were told of before this call, in batches, and what other processes have noted; then sums up if
     * there is a reason to.
     */
    void apply(int batch) throws IOException {
        List<JournalPage> settled = parts.journal().turn();
        int waiting = parts.queue().size();
        noteLosses();
        while (waiting > batch) {
            write(parts.queue().take(batch, parts::translate), written);
            waiting -= batch;
        }
        applyWithOthers(parts.queue().take(waiting, parts::translate));
        parts.journal().forget(settled);
        boolean stale = foreign && System.nanoTime() - lastSum > MINUTE;
        if (sumNow || stale) {
            sum();
        }
    }

    /** The properties come with the last changes only: they speak for all of them. */
    private void applyWithOthers(List<CatalogChange> last) throws IOException {
        unsure.addAll(last);
        ChangeJournal.Others others = parts.journal().others(!parts.engine().isShared());
        try {
            List<CatalogChange> found = lookUp(others.keys());
            Map<String, String> next = properties.open();
            if (!found.isEmpty() || !unsure.isEmpty() || !next.equals(written)) {
                write(found, next);
            }
            foreign |= !others.keys().isEmpty();
            parts.journal().forget(others);
        } finally {
            parts.journal().release(others);
        }
    }

    /** Closes it in order: the next start believes it. */
    void end() throws IOException {
        try {
            if (writer != null) {
                apply(Integer.MAX_VALUE);
                Optional<TimeSeen> seen = parts.store().timeMemory().timeSeen();
                if (!doubtful && seen.isPresent()) {
                    writer.apply(List.of(), properties.closed(seen.get().time()));
                }
            }
        } finally {
            catalog.close();
        }
    }

    /** Closes it as it is. */
    void abandon() {
        if (!unsure.isEmpty()) {
            parts.queue().putBack(unsure);
        }
        try {
            catalog.close();
        } catch (IOException | RuntimeException e) {
            LOG.fine(() -> "The catalog cannot be closed: " + e);
        }
    }

    /** Throws the catalog away: it is damaged. */
    void discard() throws IOException {
        abandon();
        if (isWriter()) {
            LOG.warning("The catalog is damaged and is built anew, while all is served.");
            parts.engine().discard();
        }
    }

    private void begin() throws IOException {
        boolean fresh = written.isEmpty();
        doubtful = !fresh
                && !parts.engine().isShared()
                && !CatalogProperties.wasClosed(
                        written, parts.store().timeMemory().timeSeen());
        // Another process may have written since, and changed the same keys: what they are now counts.
        int waiting = parts.queue().size();
        Set<Fingerprint> keys = parts.queue().keys(waiting);
        keys.addAll(parts.journal().own());
        List<CatalogChange> now = lookUp(keys);
        parts.queue().drop(waiting);
        write(now, properties.open());
        apply(Integer.MAX_VALUE);
    }

    /** What is not known to be written stays, to be written by the next attempt. */
    private void write(List<CatalogChange> changes, Map<String, String> next) throws IOException {
        unsure.addAll(changes);
        if (writer != null) {
            writer.apply(List.copyOf(unsure), next);
        }
        unsure.clear();
        written = next;
    }

    private void noteLosses() {
        BitSet lossy = parts.queue().takeLossy();
        if (!lossy.isEmpty()) {
            BitSet missing = missing();
            missing.or(lossy);
            properties = new CatalogProperties(missing, properties.rules());
        }
    }

    private List<CatalogChange> lookUp(Collection<Fingerprint> keys) throws IOException {
        List<CatalogChange> changes = new ArrayList<>();
        for (Fingerprint key : new LinkedHashSet<>(keys)) {
            lookUp(key).ifPresent(changes::add);
        }
        return changes;
    }

    /** A file that cannot be read is left to the scrub. */
    private Optional<CatalogChange> lookUp(Fingerprint key) throws StoreMissingException {
        try {
            Optional<Entry> entry = parts.store().find(key);
            return Optional.of(
                    entry.isPresent() && entry.get() instanceof StoredFile file
                            ? new CatalogChange.Put(parts.entries().apply(file))
                            : new CatalogChange.Remove(key));
        } catch (StoreMissingException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void sum() throws IOException {
        SumListener.Total total = parts.sums().begin();
        catalog.sum(parts.sums().firstDay(), total);
        total.replace(writer == null ? List::of : parts.queue()::own);
        sumNow = false;
        foreign = parts.engine().isShared();
        lastSum = System.nanoTime();
    }
}

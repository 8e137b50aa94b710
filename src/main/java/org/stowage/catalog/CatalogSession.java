package org.stowage.catalog;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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

/**
 * One opening of the catalog: to write it, or to read what another process writes. One thread at a time may change it;
 * any thread may read its state.
 */
final class CatalogSession {

    private static final Logger LOG = Logger.getLogger("org.stowage.catalog");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final long MINUTE = 60_000_000_000L;

    private final CatalogParts parts;
    private final Catalog catalog;
    private final @Nullable CatalogWriter writer;
    private final List<CatalogChange> unsure = new ArrayList<>();
    /** The shards that were scanned, and those that lost changes, since the last time that properties were written. */
    private final BitSet scanned = new BitSet();

    private final BitSet lossy = new BitSet();
    private @Nullable String newRules;
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
        this.properties = read(written);
    }

    private CatalogProperties read(Map<String, String> found) throws DamagedCatalogException {
        return found.isEmpty()
                ? CatalogProperties.begun(parts.store().listing().shards())
                : CatalogProperties.read(found);
    }

    /** Returns properties of the catalog with what has changed here. Other nodes may have changed them, too. */
    private CatalogProperties changed(CatalogProperties found) {
        BitSet missing = (BitSet) found.missing().clone();
        missing.andNot(scanned);
        missing.or(lossy);
        return new CatalogProperties(missing, newRules == null ? found.rules() : newRules);
    }

    private CatalogWriter.PropertyChange open() {
        return now -> changed(read(now)).open();
    }

    /** Reads what other nodes have changed. If they have scanned the last shards, the sums are out of date. */
    void refresh() throws IOException {
        BitSet before = missing();
        written = catalog.properties();
        properties = changed(read(written));
        sumNow |= !before.isEmpty() && missing().isEmpty();
    }

    /** The parts that all sessions of one catalog share. */
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
     * Opens the catalog to write it, or else to read what another process has written.
     *
     * @param former the session that reads the catalog now, if there is one; closed if another takes its place
     * @return {@code former} if nothing better can be opened; empty if there is no catalog to read
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

    /** Does not create the parent, because a missing parent may mean that its disk is not mounted. */
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
            LOG.warning(
                    () -> "The catalog cannot be read and is built again; files are still served: " + e.getMessage());
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
        scanned.set(shard);
        lossy.clear(shard);
        properties = new CatalogProperties(missing, properties.rules());
    }

    void trust() {
        doubtful = false;
    }

    void sumUp() {
        sumNow = true;
    }

    void writtenBy(String rules) {
        newRules = rules;
        properties = new CatalogProperties(properties.missing(), rules);
    }

    /**
     * Writes all changes that were queued before this call, in batches, and the files whose keys other processes have
     * noted. Then sums up the catalog if the sums may be out of date.
     */
    void apply(int batch) throws IOException {
        List<JournalPage> settled = parts.journal().turn();
        ChangeQueue.End end = parts.queue().endBatch();
        int waiting = end.size();
        noteLosses();
        while (waiting > batch) {
            write(parts.queue().take(batch, parts::translate), now -> now, 0);
            waiting -= batch;
        }
        applyWithOthers(parts.queue().take(waiting, parts::translate), end.batch());
        parts.journal().forget(settled);
        boolean stale = foreign && System.nanoTime() - lastSum > MINUTE;
        if (sumNow || stale) {
            sum();
        }
    }

    /** Writes the last batch, and only now the new properties, because they are true only after all batches. */
    private void applyWithOthers(List<CatalogChange> last, long batch) throws IOException {
        unsure.addAll(last);
        ChangeJournal.Others others = parts.journal().others(!parts.engine().isShared());
        try {
            List<CatalogChange> found = lookUp(others.keys());
            if (!found.isEmpty() || !unsure.isEmpty() || !properties.open().equals(written)) {
                write(found, open(), batch);
                propertiesWritten();
            }
            foreign |= !others.keys().isEmpty();
            parts.journal().forget(others);
        } finally {
            parts.journal().release(others);
        }
    }

    /**
     * Closes the catalog. A writer first applies all changes and, unless the catalog is doubtful, marks it as closed
     * cleanly, so that the next start trusts it.
     */
    void end() throws IOException {
        try {
            if (writer != null) {
                apply(Integer.MAX_VALUE);
                Optional<TimeSeen> seen = parts.store().timeMemory().timeSeen();
                if (!doubtful && seen.isPresent()) {
                    Instant last = seen.get().time();
                    writer.apply(List.of(), now -> changed(read(now)).closed(last), 0);
                }
            }
        } finally {
            catalog.close();
        }
    }

    /** Closes the catalog without writing. Changes that may not be written yet go back into the queue. */
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

    /** Closes the damaged catalog, and deletes its data if this process writes it. */
    void discard() throws IOException {
        abandon();
        if (isWriter()) {
            LOG.warning("The catalog is damaged and is built again; files are still served.");
            parts.engine().discard();
        }
    }

    private void begin() throws IOException {
        boolean fresh = written.isEmpty();
        doubtful = !fresh
                && !parts.engine().isShared()
                && !CatalogProperties.wasClosed(
                        written, parts.store().timeMemory().timeSeen());
        // Another process may have changed the same keys since, so each key is looked up in the store, and the queued
        // changes are dropped.
        ChangeQueue.End end = parts.queue().endBatch();
        Set<Fingerprint> keys = parts.queue().keys(end.size());
        keys.addAll(parts.journal().own());
        List<CatalogChange> now = lookUp(keys);
        parts.queue().drop(end.size());
        write(now, open(), end.batch());
        propertiesWritten();
        apply(Integer.MAX_VALUE);
    }

    /** If writing fails, the changes stay in {@code unsure}, and the next attempt writes them again. */
    private void write(List<CatalogChange> changes, CatalogWriter.PropertyChange change, long batch)
            throws IOException {
        unsure.addAll(changes);
        if (writer != null) {
            written = writer.apply(List.copyOf(unsure), change, batch);
            if (batch > 0) {
                parts.queue().applied(batch);
            }
        }
        unsure.clear();
    }

    /** From now on the catalog has what had changed here. */
    private void propertiesWritten() throws IOException {
        BitSet before = missing();
        scanned.clear();
        lossy.clear();
        newRules = null;
        properties = read(written);
        sumNow |= !before.isEmpty() && missing().isEmpty();
    }

    private void noteLosses() {
        BitSet lost = parts.queue().takeLossy();
        if (!lost.isEmpty()) {
            lossy.or(lost);
            properties = changed(properties);
        }
    }

    private List<CatalogChange> lookUp(Collection<Fingerprint> keys) throws IOException {
        List<CatalogChange> changes = new ArrayList<>();
        for (Fingerprint key : new LinkedHashSet<>(keys)) {
            lookUp(key).ifPresent(changes::add);
        }
        return changes;
    }

    /** Looks the key up in the store. Returns empty if its file cannot be read; the scrub corrects its entry later. */
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

package org.stowage.retention;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.stowage.audit.AuditLog;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogPlace;
import org.stowage.catalog.StoreCatalog;
import org.stowage.nodes.SharedUsage;
import org.stowage.retention.policy.Expiry;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.usage.Admission;
import org.stowage.retention.usage.Admission.Admitted;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.retention.usage.Reservation;
import org.stowage.retention.usage.ReservationResult;
import org.stowage.retention.usage.Usage;
import org.stowage.retention.usage.UsageAccounting;
import org.stowage.storage.Ban;
import org.stowage.storage.Bans;
import org.stowage.storage.Capacity;
import org.stowage.storage.ContentSource;
import org.stowage.storage.DeletedFiles;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.KeptFile;
import org.stowage.storage.Listing;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.TimeMemory;
import org.stowage.storage.Tombstone;

/**
 * A store that shows no expired file, keeps the quotas, and counts what it has. All changes of the store go through it.
 */
public final class RetainingRepository implements FileRepository {

    private final FileRepository store;
    private final Supplier<RetentionPolicy> policy;
    private final UsageAccounting accounting;
    private final TrustedClock clock;
    private final AuditedDeletion deletion;
    private final CatalogEntries entries;
    private final StoreCatalog catalog;
    private final AuditLog audit;
    private final LongAdder failedDeletions = new LongAdder();

    /**
     * Nothing is counted before the catalog is open.
     *
     * @param store the files; closed with this repository
     * @param place where the catalog is
     * @param policy returns the policy in force; asked for each decision
     * @param clock decides when a file is due, and which day counts for a quota
     * @param audit gets the files that are deleted without a request
     */
    public RetainingRepository(
            FileRepository store,
            CatalogPlace place,
            Supplier<RetentionPolicy> policy,
            TrustedClock clock,
            AuditLog audit) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.audit = audit;
        this.deletion = new AuditedDeletion(this, new RetentionAudit(audit));
        this.accounting = new UsageAccounting(policy, clock);
        this.entries = new CatalogEntries(policy, store.listing());
        this.catalog = new StoreCatalog(place, store, entries, accounting);
    }

    /**
     * Starts an upload if there is room for it.
     *
     * @throws OutOfSpaceException if the disk is full although no quota is exceeded
     * @throws IOException if the store cannot be written
     */
    public Admission admit(Slot slot) throws IOException {
        ReservationResult result = accounting.reserve(slot, usableSpace());
        if (result instanceof Reservation reservation) {
            return new Admitted(begin(slot, reservation));
        }
        return (Admission) result;
    }

    /** Returns the quota that an upload would exceed now; empty if there is room. Nothing is reserved or evicted. */
    public Optional<QuotaExceeded> shortage(Slot slot) {
        return accounting.shortage(slot, usableSpace());
    }

    /** Returns the policy in force. */
    public RetentionPolicy policy() {
        return policy.get();
    }

    /** Returns how much is stored. */
    public Usage usage() {
        return accounting.usage(catalog.isComplete());
    }

    /** Returns how many deletions have failed, by requests and by the sweep. */
    public long failedDeletions() {
        return failedDeletions.sum();
    }

    /**
     * Starts an upload as {@link #admit} does.
     *
     * @throws OutOfSpaceException also if a quota would be exceeded, or too many uploads are under way
     */
    @Override
    public PendingUpload begin(Slot slot) throws IOException {
        Admission admission = admit(slot);
        if (admission instanceof Admitted begun) {
            return begun.upload();
        }
        throw new OutOfSpaceException("there is no room: " + admission);
    }

    @Override
    public Optional<Entry> known(FileKey key) {
        return store.known(key).map(this::asOfNow);
    }

    @Override
    public Optional<Entry> find(FileKey key) throws IOException {
        return store.find(key).map(this::asOfNow);
    }

    @Override
    public Optional<Entry> taken(FileKey key) throws IOException {
        return store.taken(key).map(this::asOfNow);
    }

    @Override
    public Optional<Entry> find(Fingerprint fingerprint) throws IOException {
        return store.find(fingerprint).map(this::asOfNow);
    }

    @Override
    public boolean mayStall() {
        return store.mayStall();
    }

    /** Whether the time of the file has come is asked each time. */
    @Override
    public Optional<KeptFile> kept(FileKey key) {
        return store.kept(key).filter(kept -> asOfNow(kept.file()) instanceof StoredFile);
    }

    @Override
    public Optional<KeptFile> keep(StoredFile file) throws IOException {
        return store.keep(file);
    }

    @Override
    public ContentSource contentOf(StoredFile file) {
        return store.contentOf(file);
    }

    @Override
    public Optional<StoredFile> delete(FileKey key, Tombstone.Reason reason) throws IOException {
        try (StoreUpdate change = update(key)) {
            Optional<StoredFile> deleted = store.delete(key, reason);
            deleted.ifPresent(change::deleted);
            return deleted;
        } catch (IOException | RuntimeException e) {
            failedDeletions.increment();
            throw e;
        }
    }

    @Override
    public boolean delete(StoredFile file, Tombstone.Reason reason) throws IOException {
        try (StoreUpdate change = update(file.key())) {
            boolean deleted = store.delete(file, reason);
            if (deleted) {
                change.deleted(file);
            }
            return deleted;
        } catch (IOException | RuntimeException e) {
            failedDeletions.increment();
            throw e;
        }
    }

    @Override
    public DeletedFiles deleteAll(List<StoredFile> files, Tombstone.Reason reason) throws IOException {
        Map<StoredFile, StoreUpdate> changes = new HashMap<>();
        try {
            files.forEach(file -> changes.computeIfAbsent(file, each -> update(each.key())));
            DeletedFiles deleted = store.deleteAll(files, reason);
            deleted.files()
                    .forEach(file -> Objects.requireNonNull(changes.get(file)).deleted(file));
            failedDeletions.add(deleted.failures().size());
            return deleted;
        } catch (IOException | RuntimeException e) {
            failedDeletions.add(files.size());
            throw e;
        } finally {
            changes.values().forEach(StoreUpdate::close);
        }
    }

    @Override
    public boolean purge(Tombstone tombstone) throws IOException {
        return store.purge(tombstone);
    }

    /** Lists all files, also expired ones, for the code that deletes them. */
    @Override
    public Listing listing() {
        return store.listing();
    }

    @Override
    public Bans bans() {
        return store.bans();
    }

    @Override
    public Capacity capacity() {
        return store.capacity();
    }

    @Override
    public TimeMemory timeMemory() {
        return store.timeMemory();
    }

    /** Closes the catalog, which writes its outstanding changes, and then the store. */
    @Override
    public void close() {
        catalog.close();
        store.close();
    }

    /** Returns the object that deletes files without a request. */
    public AuditedDeletion deletion() {
        return deletion;
    }

    /** Returns the clock that decides when files are due. */
    public TrustedClock clock() {
        return clock;
    }

    /**
     * Trusts the machine's clock from now on.
     *
     * @throws IOException if the store cannot remember this; this process trusts the clock all the same
     */
    public void followClock() throws IOException {
        clock.follow();
        store.timeMemory().see(clock.seen());
    }

    /** Returns the accounting of the store. */
    public UsageAccounting accounting() {
        return accounting;
    }

    /**
     * Shares usage with the other nodes of the store from now on. To be called before the first change.
     *
     * @param node the id of this node
     */
    public SharedUsage shareUsage(String node) {
        return accounting.share(node, catalog::applied, catalog::sumUpSoon);
    }

    /** Returns the catalog of the store. */
    public StoreCatalog catalog() {
        return catalog;
    }

    /** Returns the catalog entry of a file, by the rules in force. */
    public CatalogEntry entryOf(StoredFile file) {
        return entries.apply(file);
    }

    /**
     * Returns the catalog entry of a file that has an entry already. A SHA-256 that was computed after the upload is
     * kept.
     */
    public CatalogEntry entryOf(StoredFile file, CatalogEntry former) {
        StoredFile known = former.file();
        boolean same = file.sha256().isEmpty() && file.stored().equals(known.stored());
        return entryOf(same ? file.withSha256(known.sha256()) : file);
    }

    /** Returns an id of the rules in force. The same rules have the same id in every process. */
    public String rulesId() {
        return entries.rules();
    }

    /**
     * Looks a key up as {@link #find(FileKey)} does, but also returns an expired file.
     *
     * @throws IOException if the store cannot be read
     */
    public Optional<Entry> stored(FileKey key) throws IOException {
        return store.find(key);
    }

    /** Returns how many bytes the store can still take; empty if no quota needs this, or the store does not know it. */
    public OptionalLong usableSpace() {
        return policy().quotas().freeSpace() == null
                ? OptionalLong.empty()
                : store.capacity().usableSpace();
    }

    private StoreUpdate update(FileKey key) {
        return new StoreUpdate(accounting, catalog, Fingerprint.of(key));
    }

    private PendingUpload begin(Slot slot, Reservation reservation) throws IOException {
        try {
            PendingUpload upload = store.begin(slot);
            if (needsSha256()) {
                upload.hash();
            }
            return new ReservedUpload(upload, accounting, () -> update(slot.key()), reservation);
        } catch (IOException | RuntimeException | Error e) {
            accounting.release(reservation);
            throw e;
        }
    }

    /** May be wrong without harm: a SHA-256 that turns out to be needed is computed later. */
    private boolean needsSha256() {
        return policy().sha256() || !audit.isSilent() || store.bans().hadAny(Ban.Kind.CONTENT);
    }

    private Entry asOfNow(Entry entry) {
        if (entry instanceof StoredFile file) {
            Optional<Expiry> expiry = policy().rules().expiryOf(file);
            if (expiry.isPresent() && expiry.get().hasCome(clock.due())) {
                return Tombstone.of(file, expiry.get().moment(), Tombstone.Reason.EXPIRED);
            }
        }
        return entry;
    }
}

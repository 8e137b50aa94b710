package org.stowage.retention.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.StoreChange;
import org.stowage.catalog.SumListener;
import org.stowage.nodes.ChangedUsage;
import org.stowage.nodes.NodeContact;
import org.stowage.nodes.ReservedBytes;
import org.stowage.nodes.SharedUsage;
import org.stowage.retention.policy.Limit;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.retention.usage.Admission.TooManyUploads;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * Counts what is stored and reserved, and compares it with the quotas. Safe for any number of threads; while others
 * wait for its lock, it makes no system call and walks through nothing.
 *
 * <p>The counts are exact. They begin with the sums of the catalog. Each change of this process is counted in the same
 * step that adds it to the changes for the catalog. When the catalog is summed up again, its sums and the changes that
 * it lacks replace the counts.
 */
public final class UsageAccounting implements SumListener {

    private static final long SECONDS_OF_DAY = 86_400;

    private final Supplier<RetentionPolicy> policy;
    private final TrustedClock clock;
    private final ReservedTotals reserved = new ReservedTotals();
    private final KeysBeingChanged keys = new KeysBeingChanged();
    private final Excesses excesses = new Excesses();
    private volatile UsageTotals known;
    private volatile boolean hasSums;
    private final OthersChanges others = new OthersChanges();
    private ReservedTotals reservedByOthers = new ReservedTotals();
    private @Nullable OwnChanges own;

    /**
     * Nothing is counted yet.
     *
     * @param policy returns the policy that has the quotas
     * @param clock gives the day
     */
    public UsageAccounting(Supplier<RetentionPolicy> policy, TrustedClock clock) {
        this.policy = policy;
        this.clock = clock;
        this.known = new UsageTotals(today());
    }

    /**
     * Reserves room for an upload, or returns which limit refuses it.
     *
     * @param usable bytes that the store can still take; empty if they are not known
     */
    public ReservationResult reserve(Slot slot, OptionalLong usable) {
        Quotas quotas = policy.get().quotas();
        synchronized (this) {
            if (reserved.uploads() >= quotas.uploads()) {
                return new TooManyUploads(quotas.uploads());
            }
            Optional<QuotaExceeded> exceeded = exceeded(slot, quotas, usable);
            if (exceeded.isEmpty()) {
                excesses.admitted(slot);
                return reserved.hold(slot);
            }
            excesses.refused(exceeded.get());
            return exceeded.get();
        }
    }

    /** Returns the limit that an upload would exceed now; empty if there is room. Reserves nothing. */
    public synchronized Optional<QuotaExceeded> shortage(Slot slot, OptionalLong usable) {
        return exceeded(slot, policy.get().quotas(), usable);
    }

    /** Notes that bytes of an upload are written to the disk. */
    public void wrote(Reservation reservation, long bytes) {
        if (policy.get().quotas().freeSpace() != null) {
            synchronized (this) {
                reserved.wrote(reservation, bytes);
            }
        }
    }

    /** Releases the reservation of an upload; does nothing if it has ended. */
    public void release(Reservation reservation) {
        if (!reservation.hasEnded()) {
            synchronized (this) {
                reserved.end(reservation);
            }
        }
    }

    /** To be called before the file of a key is published or deleted. */
    public synchronized void enter(Fingerprint key) {
        keys.enter(key);
    }

    /** To be called when the change is over, also if it failed. */
    public synchronized void leave(Fingerprint key) {
        keys.leave(key);
    }

    /**
     * Counts a published file, ends its reservation, and passes the change on.
     *
     * @param changes takes the change; returns the number of its batch
     */
    public synchronized void published(StoredFile file, Reservation reservation, ToLongFunction<StoreChange> changes) {
        reserved.end(reservation);
        known.add(file, today());
        if (policy.get().quotas().evicting()) {
            excesses.grown(file.slot());
        }
        noteForOthers(changes.applyAsLong(new StoreChange.FilePublished(file)), file, 1);
    }

    /**
     * Subtracts a deleted file, and passes the change on.
     *
     * @param changes takes the change; returns the number of its batch
     */
    public synchronized void deleted(StoredFile file, ToLongFunction<StoreChange> changes) {
        known.remove(file, today());
        noteForOthers(changes.applyAsLong(new StoreChange.FileDeleted(file)), file, -1);
    }

    private void noteForOthers(long batch, StoredFile file, int files) {
        if (own != null) {
            own.add(batch, file, files);
        }
    }

    /**
     * Shares with other nodes what is changed from now on.
     *
     * @param node the id of this node
     * @param applied returns the number of the last batch that the catalog has
     * @param sumUpSoon has the catalog summed up again
     */
    public synchronized SharedUsage share(String node, LongSupplier applied, Runnable sumUpSoon) {
        own = new OwnChanges(node);
        return new AccountingExchange(this, applied, sumUpSoon, clock::nanos);
    }

    synchronized List<ChangedUsage> untold() {
        return own == null ? List.of() : own.untold();
    }

    synchronized void told(List<ChangedUsage> changes) {
        if (own != null) {
            own.told(changes);
        }
    }

    synchronized List<ReservedBytes> ownReserved() {
        return reserved.byOwner();
    }

    /** Counts what other nodes have changed and reserved; returns whether the catalog has to be summed up again. */
    synchronized boolean heard(NodeContact contact) {
        ReservedTotals now = new ReservedTotals();
        contact.reserved().forEach(now::add);
        reservedByOthers = now;
        for (ChangedUsage change : contact.changes()) {
            if (others.add(change, known, today()) && policy.get().quotas().evicting()) {
                excesses.grown(change.key().tenant(), change.key().owner());
            }
        }
        return others.keepOnly(contact.nodes());
    }

    /** Begins to note which keys are changed, for a comparison of the catalog with the store. */
    public synchronized Watch watch() {
        return new Watch(keys.watch());
    }

    /** Corrects the counts, except those of keys that were changed since the watch began. */
    public final class Watch implements AutoCloseable {

        private final Set<Fingerprint> touched;

        private Watch(Set<Fingerprint> touched) {
            this.touched = touched;
        }

        /**
         * Corrects what is counted of a key, unless it was changed meanwhile.
         *
         * @param was what was counted; null if nothing was
         * @param is what there is; null if there is nothing
         * @param correction of the catalog, made in the same step
         * @return whether it was corrected
         */
        public boolean correct(
                Fingerprint key, @Nullable StoredFile was, @Nullable StoredFile is, Runnable correction) {
            synchronized (UsageAccounting.this) {
                if (touched.contains(key)) {
                    return false;
                }
                if (was != null) {
                    known.remove(was, today());
                }
                if (is != null) {
                    known.add(is, today());
                }
                keys.touch(key);
                correction.run();
                return true;
            }
        }

        @Override
        public void close() {
            synchronized (UsageAccounting.this) {
                keys.endWatch(touched);
            }
        }
    }

    /** Returns what is to be evicted; nothing if the quotas do not evict. */
    public List<Excess> excesses(OptionalLong usable) {
        Quotas quotas = policy.get().quotas();
        if (!quotas.evicting()) {
            return List.of();
        }
        List<Scope> scopes = excesses.suspects(quotas, known);
        synchronized (this) {
            List<Excess> found = new ArrayList<>(Excesses.ofFreeSpace(quotas, usable, reserved.unwritten()));
            scopes.forEach(scope -> Excesses.of(scope, usedOf(scope), quotas).ifPresent(found::add));
            excesses.takeRefused()
                    .forEach(refused ->
                            Excesses.of(refused, current(refused, usable)).ifPresent(found::add));
            return found;
        }
    }

    /** Tells at once whether {@link #excesses} may return something new. */
    public boolean hasSuspects() {
        return excesses.hasSuspects();
    }

    /**
     * Returns how much is stored, as far as it is counted.
     *
     * @param complete whether all stored files are counted
     */
    public synchronized Usage usage(boolean complete) {
        return new Usage(
                Math.max(0, known.files()),
                Math.max(0, known.bytes()),
                reserved.bytes(),
                known.tenants(),
                known.owners(),
                complete);
    }

    /** Tells whether the sums of the catalog are counted. Before that, only changes of this process are. */
    public boolean hasSums() {
        return hasSums;
    }

    /** Returns the usage of each owner, in no order. */
    public Stream<UsageOfOwner> byOwner() {
        return known.byOwner();
    }

    @Override
    public Total begin() {
        return new NewTotals(new UsageTotals(today()));
    }

    @Override
    public long firstDay() {
        return today() - 1;
    }

    /** New sums of the catalog, which replace the counts. */
    private final class NewTotals implements Total {

        private final UsageTotals totals;
        private final Map<String, Long> batches = new HashMap<>();

        NewTotals(UsageTotals totals) {
            this.totals = totals;
        }

        @Override
        public void add(String tenant, @Nullable String owner, long day, long files, long bytes) {
            totals.add(tenant, owner, day, files, bytes);
        }

        @Override
        public void has(String node, long batch) {
            batches.put(node, batch);
        }

        @Override
        public void replace(Supplier<List<StoreChange>> since) {
            synchronized (UsageAccounting.this) {
                for (StoreChange change : since.get()) {
                    if (change instanceof StoreChange.FilePublished) {
                        totals.add(change.file(), today());
                    } else {
                        totals.remove(change.file(), today());
                    }
                }
                others.addTo(totals, batches, today());
                known = totals;
                hasSums = true;
                excesses.lookAtAll();
            }
        }
    }

    private Optional<QuotaExceeded> exceeded(Slot slot, Quotas quotas, OptionalLong usable) {
        for (Limit limit : Limit.values()) {
            OptionalLong quota = quotas.of(limit, slot);
            if (quota.isPresent()) {
                QuotaExceeded compared = of(limit, slot, quota.getAsLong(), usable);
                if (compared.missing() > 0) {
                    return Optional.of(compared);
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the same refusal with what is used and allowed now. */
    private QuotaExceeded current(QuotaExceeded refused, OptionalLong usable) {
        OptionalLong quota = policy.get().quotas().of(refused.limit(), refused.slot());
        return of(refused.limit(), refused.slot(), quota.orElse(Long.MAX_VALUE / 2), usable);
    }

    /**
     * Returns the limit with what is used and allowed now. The store was asked for its space before: bytes that were
     * written since then are neither in {@code usable} nor in what is still to be written.
     */
    private QuotaExceeded of(Limit limit, Slot slot, long quota, OptionalLong usable) {
        boolean temporary = policy.get().quotas().makesRoom(limit, slot, quota)
                && clock.jump().isEmpty();
        if (limit == Limit.FREE_SPACE) {
            long spoken = quota + reserved.unwritten();
            return new QuotaExceeded(limit, slot, spoken, usable.orElse(Long.MAX_VALUE), temporary);
        }
        return new QuotaExceeded(limit, slot, usedOf(limit, slot), quota, temporary);
    }

    private long usedOf(Limit limit, Slot slot) {
        if (limit == Limit.OWNER_DAILY) {
            Owner owner = Owner.of(slot).orElse(Owner.NOBODY);
            return known.bytesOf(owner, today()) + reserved.bytesOf(owner) + reservedByOthers.bytesOf(owner);
        }
        return usedOf(Scope.of(limit, slot));
    }

    private long usedOf(Scope scope) {
        String tenant = scope.tenant();
        String owner = scope.owner();
        if (tenant == null) {
            return known.bytes() + reserved.bytes() + reservedByOthers.bytes();
        }
        if (owner == null) {
            return known.bytesOf(tenant) + reserved.bytesOf(tenant) + reservedByOthers.bytesOf(tenant);
        }
        Owner one = new Owner(tenant, owner);
        return known.bytesOf(one) + reserved.bytesOf(one) + reservedByOthers.bytesOf(one);
    }

    private long today() {
        return Math.floorDiv(clock.now().getEpochSecond(), SECONDS_OF_DAY);
    }
}

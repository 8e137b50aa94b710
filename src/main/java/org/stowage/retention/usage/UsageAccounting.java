package org.stowage.retention.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stowage.retention.policy.Limit;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.TrustedClock;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.retention.usage.Admission.TooManyUploads;
import org.stowage.retention.usage.ReservationResult.Eviction;
import org.stowage.retention.usage.ReservationResult.NoRoom;
import org.stowage.storage.Capacity;
import org.stowage.storage.FileKey;
import org.stowage.storage.Listing;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/**
 * How much is stored and how much is on its way. Safe for any number of threads; its lock is held for moments only.
 *
 * <p>It is filled shard by shard from what a walk has seen, while files come and go. A walk sees a file that is published
 * meanwhile, or does not: so while a shard is counted, every change in it is written into a {@link ShardChanges}, which counts
 * more than what was seen. A change is told only after it has happened, and the walk may have seen it before: so the count
 * of a shard waits, at its end, for all changes that were under way; those that begin later the walk cannot have seen.
 *
 * <p>When all shards are counted, the next walk fills a second set of totals, which then takes the place of the first.
 */
public final class UsageAccounting {

    private static final long SECONDS_OF_DAY = 86_400;

    private final Listing listing;
    private final Capacity capacity;
    private final Supplier<RetentionPolicy> policy;
    private final TrustedClock clock;
    private final ReservedTotals reserved = new ReservedTotals();
    private InFlightChange.Epoch epoch = new InFlightChange.Epoch();
    private UsageTotals known;
    private @Nullable UsageTotals next;
    private @Nullable ShardChanges changes;

    /**
     * Nothing is counted yet.
     *
     * @param listing whose shards are counted
     * @param capacity tells the free space
     * @param policy whose quotas hold, and whose rules say which files may be evicted, if the quotas want that at all
     * @param clock tells the day
     */
    public UsageAccounting(Listing listing, Capacity capacity, Supplier<RetentionPolicy> policy, TrustedClock clock) {
        this.listing = listing;
        this.capacity = capacity;
        this.policy = policy;
        this.clock = clock;
        this.known = emptyTally();
    }

    /**
     * Holds room for an upload, or says what there is too much of.
     *
     * @param yielding the limits that older files may be evicted for, if the quotas want that at all
     */
    public synchronized ReservationResult reserve(Slot slot, Set<Limit> yielding) {
        Quotas quotas = policy.get().quotas();
        if (reserved.uploads() >= quotas.uploads()) {
            return new NoRoom(new TooManyUploads(quotas.uploads()));
        }
        List<QuotaExceeded> exceededLimits = exceededLimits(slot, quotas);
        if (exceededLimits.isEmpty()) {
            return reserved.hold(slot);
        }
        List<EvictionOrder.Candidate> oldest = List.of();
        for (QuotaExceeded exceeded : exceededLimits) {
            List<EvictionOrder.Candidate> candidates =
                    yielding.contains(exceeded.limit()) ? candidates(exceeded) : List.of();
            if (candidates.isEmpty()) {
                return new NoRoom(exceeded);
            }
            oldest = oldest.isEmpty() ? candidates : oldest;
        }
        oldest.forEach(victim -> known.ages().ifPresent(ages -> ages.remove(victim)));
        return new Eviction(exceededLimits.get(0), oldest);
    }

    /** Returns why there would be no room for a slot now, whatever may be evicted for it; holds nothing. */
    public synchronized Optional<QuotaExceeded> shortage(Slot slot) {
        Quotas quotas = policy.get().quotas();
        return exceededLimits(slot, quotas).stream()
                .filter(exceeded -> !quotas.evicting() || exceeded.limit() == Limit.OWNER_DAILY)
                .findFirst();
    }

    /** Takes note of bytes that are on the disk. */
    public synchronized void wrote(Reservation reservation, long bytes) {
        reserved.wrote(reservation, bytes);
    }

    /** Gives back what was held for an upload that was not published; harmless if it was. */
    public synchronized void release(Reservation reservation) {
        reserved.end(reservation);
    }

    /** To be called before a file is published or deleted; closed when that is over, whatever came of it. */
    public synchronized InFlightChange enter() {
        epoch.enter();
        return new InFlightChange(this, epoch);
    }

    synchronized void leave(InFlightChange.Epoch entered) {
        entered.leave();
        notifyAll();
    }

    synchronized void published(StoredFile file, Reservation reservation) {
        int shard = listing.shardOf(file.key());
        reserved.end(reservation);
        known.add(shard, file);
        if (next != null) {
            next.add(shard, file);
        }
        if (changes != null && changes.isAbout(shard)) {
            changes.published(file);
        }
    }

    synchronized void deleted(StoredFile file) {
        int shard = listing.shardOf(file.key());
        known.remove(shard, file);
        if (next != null) {
            next.remove(shard, file);
        }
        if (changes != null && changes.isAbout(shard)) {
            changes.deleted(file);
        }
    }

    /** To be called before a shard is walked. One is counted at a time. */
    public synchronized void beginCount(int shard) {
        if (next != null && !next.suits(policy.get())) {
            next = null;
        }
        if (next == null && (known.isComplete() || !suits())) {
            next = emptyTally();
        }
        changes = new ShardChanges(shard);
    }

    /**
     * Takes what a walk has seen since {@link #beginCount}.
     *
     * @param seen the files of the shard; corrected here
     * @throws InterruptedException if the thread is interrupted; then the shard is not counted
     */
    public synchronized void endCount(int shard, Map<FileKey, StoredFile> seen) throws InterruptedException {
        InFlightChange.Epoch underWay = epoch;
        epoch = new InFlightChange.Epoch();
        while (!underWay.isOver()) {
            wait();
        }
        UsageTotals totals = next == null ? known : next;
        if (changes != null && changes.isAbout(shard) && !totals.covers(shard)) {
            changes.correct(seen);
            totals.count(shard, seen.values());
        }
        changes = null;
        if (next != null && next.isComplete()) {
            known = next;
            next = null;
        }
    }

    /** To be called when a walk has failed; the shard stays as it was. */
    public synchronized void abandonCount() {
        changes = null;
    }

    /** Tells whether what is counted is all that the policy asks for: it may have come to ask for more. */
    public synchronized boolean suits() {
        return known.suits(policy.get());
    }

    /** Returns how much is stored, as far as it is counted. */
    public synchronized Usage usage() {
        return new Usage(
                known.files(),
                known.bytes(),
                reserved.bytes(),
                known.tenants(),
                known.owners(),
                known.isComplete() && suits());
    }

    private UsageTotals emptyTally() {
        return new UsageTotals(listing.shards(), policy.get(), this::today);
    }

    private List<QuotaExceeded> exceededLimits(Slot slot, Quotas quotas) {
        List<QuotaExceeded> exceededLimits = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            OptionalLong allowed = quotas.of(limit, slot);
            if (allowed.isPresent()) {
                QuotaExceeded exceeded = exceeded(limit, slot, allowed.getAsLong());
                if (exceeded.missing() > 0) {
                    exceededLimits.add(exceeded);
                }
            }
        }
        return exceededLimits;
    }

    /** What is to be written is asked for before the disk is: what is written in between counts twice, never not at all. */
    private QuotaExceeded exceeded(Limit limit, Slot slot, long quota) {
        if (limit == Limit.FREE_SPACE) {
            long spoken = quota + reserved.unwritten();
            return new QuotaExceeded(limit, slot, spoken, capacity.usableSpace().orElse(Long.MAX_VALUE));
        }
        return new QuotaExceeded(limit, slot, usedOf(limit, slot), quota);
    }

    private long usedOf(Limit limit, Slot slot) {
        String tenant = slot.key().tenant();
        Owner owner = Owner.of(slot).orElse(Owner.NOBODY);
        return switch (limit) {
            case OWNER_DAILY -> known.bytesOf(owner, today()) + reserved.bytesOf(owner);
            case OWNER -> known.bytesOf(owner) + reserved.bytesOf(owner);
            case TENANT -> known.bytesOf(tenant) + reserved.bytesOf(tenant);
            case TOTAL -> known.bytes() + reserved.bytes();
            case FREE_SPACE -> throw new IllegalArgumentException("the disk knows");
        };
    }

    private List<EvictionOrder.Candidate> candidates(QuotaExceeded exceeded) {
        return known.ages()
                .map(ages -> ages.oldest(exceeded.scope(), exceeded.missing()))
                .orElse(List.of());
    }

    private long today() {
        return Math.floorDiv(clock.now().getEpochSecond(), SECONDS_OF_DAY);
    }
}

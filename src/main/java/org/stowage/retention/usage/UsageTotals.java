package org.stowage.retention.usage;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.storage.StoredFile;

/** What the files of those shards have that were counted so far. Not safe for threads. */
final class UsageTotals {

    private static final long SECONDS_OF_DAY = 86_400;

    private final BitSet counted = new BitSet();
    private final int shards;
    private final Map<String, Long> tenants = new HashMap<>();
    private final @Nullable Map<Owner, OwnerUsage> owners;
    private final @Nullable EvictionOrder ages;
    private final RetentionRules rules;
    private final LongSupplier today;
    private long files;
    private long bytes;

    /**
     * Nothing is counted yet. What is not asked for by the policy never is.
     *
     * @param today tells the day, in days since the epoch
     */
    UsageTotals(int shards, RetentionPolicy policy, LongSupplier today) {
        this.today = today;
        this.shards = shards;
        this.rules = policy.rules();
        this.owners = policy.quotas().countOwners() ? new HashMap<>() : null;
        this.ages = policy.quotas().evicting() ? new EvictionOrder(shards, file -> !rules.protect(file)) : null;
    }

    /** Tells whether all is counted here that a policy asks for: owners, and which files may be evicted. */
    boolean suits(RetentionPolicy policy) {
        boolean owned = owners != null || !policy.quotas().countOwners();
        boolean aged = !policy.quotas().evicting() || (ages != null && rules.equals(policy.rules()));
        return owned && aged;
    }

    boolean covers(int shard) {
        return counted.get(shard);
    }

    boolean isComplete() {
        return counted.cardinality() == shards;
    }

    int countedShards() {
        return counted.cardinality();
    }

    /** Takes all the files of a shard. */
    void count(int shard, Collection<StoredFile> all) {
        counted.set(shard);
        all.forEach(this::include);
        if (ages != null) {
            ages.addAll(shard, all);
        }
    }

    /** Takes a file that was published; nothing if its shard is still to be counted. */
    void add(int shard, StoredFile file) {
        if (covers(shard)) {
            include(file);
            if (ages != null) {
                ages.add(shard, file);
            }
        }
    }

    /** Takes a file out that was deleted; nothing if its shard is still to be counted. */
    void remove(int shard, StoredFile file) {
        if (covers(shard)) {
            exclude(file);
            if (ages != null) {
                ages.remove(shard, file);
            }
        }
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    long bytesOf(String tenant) {
        return tenants.getOrDefault(tenant, 0L);
    }

    Map<String, Long> tenants() {
        return Map.copyOf(tenants);
    }

    long bytesOf(Owner owner) {
        return usageOf(owner).map(OwnerUsage::bytes).orElse(0L);
    }

    long bytesOf(Owner owner, long day) {
        return usageOf(owner).map(usage -> usage.bytesOf(day)).orElse(0L);
    }

    int owners() {
        return owners == null ? 0 : owners.size();
    }

    Optional<EvictionOrder> ages() {
        return Optional.ofNullable(ages);
    }

    private Optional<OwnerUsage> usageOf(Owner owner) {
        return owners == null ? Optional.empty() : Optional.ofNullable(owners.get(owner));
    }

    private void include(StoredFile file) {
        files++;
        bytes += file.size();
        tenants.merge(file.key().tenant(), file.size(), Long::sum);
        if (owners != null) {
            Owner.of(file.slot())
                    .ifPresent(owner -> owners.computeIfAbsent(owner, newOwner -> new OwnerUsage())
                            .add(file.size(), dayOf(file), today.getAsLong()));
        }
    }

    private void exclude(StoredFile file) {
        files--;
        bytes -= file.size();
        tenants.merge(file.key().tenant(), -file.size(), Long::sum);
        if (owners != null) {
            Owner.of(file.slot())
                    .ifPresent(owner -> owners.computeIfPresent(owner, (same, usage) -> {
                        usage.remove(file.size(), dayOf(file));
                        return usage.bytes() == 0 ? null : usage;
                    }));
        }
    }

    private static long dayOf(StoredFile file) {
        return Math.floorDiv(file.stored().getEpochSecond(), SECONDS_OF_DAY);
    }

    /** What the files of one owner have, in all and of each recent day. Days are counted since the epoch. */
    private static final class OwnerUsage {

        private final Map<Long, Long> bytesOfDay = new HashMap<>(2);
        private long bytes;

        /**
         * Adds a file.
         *
         * @param day on which it was stored: past today where the clock was once ahead
         * @param today older days than yesterday are forgotten
         */
        void add(long size, long day, long today) {
            bytes += size;
            bytesOfDay.keySet().removeIf(past -> past < today - 1);
            if (day >= today - 1) {
                bytesOfDay.merge(day, size, Long::sum);
            }
        }

        void remove(long size, long day) {
            bytes -= size;
            bytesOfDay.computeIfPresent(day, (same, sum) -> sum - size);
        }

        long bytes() {
            return bytes;
        }

        /** Returns the bytes of the files that were stored on that day: today, or one that is to come. */
        long bytesOf(long day) {
            return bytesOfDay.getOrDefault(day, 0L);
        }
    }
}

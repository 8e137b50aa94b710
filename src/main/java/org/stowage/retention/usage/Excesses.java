package org.stowage.retention.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.retention.policy.Limit;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.storage.Slot;

/**
 * The scopes that may be above their quotas: those that have grown, and those of refused uploads. Safe for any number
 * of threads; one of them takes the results.
 */
final class Excesses {

    private final Set<Scope> grown = ConcurrentHashMap.newKeySet();
    private final Map<Scope, QuotaExceeded> refused = new HashMap<>();
    private volatile boolean all = true;
    private volatile @Nullable Quotas lookedAt;

    /** Notes a refused upload, if eviction can make room for it. Of several in one scope, the largest is kept. */
    synchronized void refused(QuotaExceeded exceeded) {
        if (exceeded.temporary()) {
            refused.merge(
                    exceeded.scope(),
                    exceeded,
                    (one, other) -> one.slot().size() < other.slot().size() ? other : one);
        }
    }

    /** Forgets a refused upload that has been admitted since. */
    synchronized void admitted(Slot slot) {
        refused.values().removeIf(exceeded -> exceeded.slot().key().equals(slot.key()));
    }

    synchronized List<QuotaExceeded> takeRefused() {
        List<QuotaExceeded> taken = List.copyOf(refused.values());
        refused.clear();
        return taken;
    }

    /** Notes the scopes of a file that was stored. */
    void grown(Slot slot) {
        grown(slot.key().tenant(), slot.owner());
    }

    /** Notes the scopes of files that were stored, by this node or another one. */
    void grown(String tenant, @Nullable String owner) {
        grown.add(Scope.ALL);
        grown.add(new Scope(tenant, null));
        if (owner != null) {
            grown.add(new Scope(tenant, owner));
        }
    }

    /** Has the next {@link #suspects} return all scopes. */
    void lookAtAll() {
        all = true;
    }

    synchronized boolean hasSuspects() {
        return all || !grown.isEmpty() || !refused.isEmpty();
    }

    /**
     * Takes out the scopes that have grown since the last call. If the quotas or all sums have changed, returns all
     * scopes that may be above a quota.
     */
    List<Scope> suspects(Quotas quotas, UsageTotals known) {
        boolean everybody = all || !quotas.equals(lookedAt);
        all = false;
        lookedAt = quotas;
        List<Scope> suspects = new ArrayList<>(grown);
        suspects.forEach(grown::remove);
        if (!everybody) {
            return suspects;
        }
        Long ofOwner = quotas.owner();
        Stream<Scope> owners = ofOwner == null
                ? Stream.of()
                : known.byOwner()
                        .filter(owner -> owner.bytes() > Quotas.highWatermark(ofOwner))
                        .map(owner ->
                                new Scope(owner.owner().tenant(), owner.owner().name()));
        Stream<Scope> tenants = quotas.tenants().keySet().stream().map(tenant -> new Scope(tenant, null));
        return Stream.concat(Stream.of(Scope.ALL), Stream.concat(tenants, owners))
                .toList();
    }

    /**
     * Returns the bytes to evict from a scope: none up to the high watermark; above it, all down to the low watermark.
     */
    static Optional<Excess> of(Scope scope, long used, Quotas quotas) {
        Limit limit = scope.limit();
        Long quota = switch (limit) {
            case OWNER -> quotas.owner();
            case TENANT -> quotas.tenants().get(scope.tenant());
            default -> quotas.total();
        };
        return quota == null || used <= Quotas.highWatermark(quota)
                ? Optional.empty()
                : Optional.of(new Excess(limit, scope, used - Quotas.lowWatermark(quota), false));
    }

    /**
     * Returns the bytes to evict for a refused upload; empty if it would not be refused now, or eviction cannot help.
     */
    static Optional<Excess> of(QuotaExceeded refused, QuotaExceeded now) {
        return now.temporary() && now.missing() > 0
                ? Optional.of(new Excess(refused.limit(), refused.scope(), now.missing(), true))
                : Optional.empty();
    }

    /**
     * Returns the bytes to evict for free space, where the margin is 5 % of the quota: none if the free space is at
     * least one margin above the quota; else as many as bring it to two margins above.
     */
    static List<Excess> ofFreeSpace(Quotas quotas, OptionalLong usable, long unwritten) {
        Long floor = quotas.freeSpace();
        if (floor == null || usable.isEmpty()) {
            return List.of();
        }
        long margin = floor - Quotas.highWatermark(floor);
        long free = usable.getAsLong() - unwritten;
        return free >= floor + margin
                ? List.of()
                : List.of(new Excess(Limit.FREE_SPACE, Scope.ALL, floor + 2 * margin - free, false));
    }
}

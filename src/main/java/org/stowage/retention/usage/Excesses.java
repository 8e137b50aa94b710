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
 * Where there may be too much: the scopes that have grown, and the uploads that were refused. Safe for any number of threads; one of
 * them asks.
 */
final class Excesses {

    private final Set<Scope> grown = ConcurrentHashMap.newKeySet();
    private final Map<Scope, QuotaExceeded> refused = new HashMap<>();
    private volatile boolean all = true;
    private volatile @Nullable Quotas lookedAt;

    /** Takes note of an upload that was refused, if room can be made for it; of several of one scope the largest counts. */
    synchronized void refused(QuotaExceeded exceeded) {
        if (exceeded.temporary()) {
            refused.merge(
                    exceeded.scope(),
                    exceeded,
                    (one, other) -> one.slot().size() < other.slot().size() ? other : one);
        }
    }

    /** Forgets that an upload was refused: it has been admitted, and needs no more room. */
    synchronized void admitted(Slot slot) {
        refused.values().removeIf(exceeded -> exceeded.slot().key().equals(slot.key()));
    }

    synchronized List<QuotaExceeded> takeRefused() {
        List<QuotaExceeded> taken = List.copyOf(refused.values());
        refused.clear();
        return taken;
    }

    /** Takes note of a file that was stored. */
    void grown(Slot slot) {
        String tenant = slot.key().tenant();
        grown.add(Scope.ALL);
        grown.add(new Scope(tenant, null));
        if (slot.owner() != null) {
            grown.add(new Scope(tenant, slot.owner()));
        }
    }

    /** Everybody may have too much. */
    void lookAtAll() {
        all = true;
    }

    synchronized boolean hasSuspects() {
        return all || !grown.isEmpty() || !refused.isEmpty();
    }

    /** Takes out the scopes that may have too much since the last call: all, if the quotas or all that is known have changed. */
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

    /** Returns by how much a scope is above the high watermark of its quota: as much as brings it down to the low one. */
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

    /** Returns what is to go for an upload that was refused, if it still would be. */
    static Optional<Excess> of(QuotaExceeded refused, QuotaExceeded now) {
        return now.temporary() && now.missing() > 0
                ? Optional.of(new Excess(refused.limit(), refused.scope(), now.missing(), true))
                : Optional.empty();
    }

    /** Returns how much more space is to be free: twice the margin, if there is less than once the margin above the quota. */
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

package org.stowage.retention.sweep;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stowage.nodes.Membership;
import org.stowage.retention.usage.Scope;

/**
 * The background work that this node does for all nodes of the store. Two nodes may do the same work for some seconds,
 * when one comes or goes.
 *
 * @param membership returns the nodes of the store
 * @param shards how many shards the store has
 */
record OwnWork(Supplier<Membership> membership, int shards) {

    /** The new time of each entry, after the rules have changed. */
    static final String REDATING = "redating";

    /** The scan of shards that the catalog lacks. */
    static final String BUILDING = "building";

    boolean is(String work) {
        return membership.get().isOurs(work);
    }

    boolean hasShard(int shard) {
        return membership.get().isOurs(shard);
    }

    /** Eviction is shared out by scope, not by shard, because each of several nodes would evict all that is too much. */
    boolean evicts(Scope scope) {
        return is("evicting " + scope);
    }

    /** Returns the shards of this node; null if that is all. */
    @Nullable
    Set<Integer> ofShards() {
        Set<Integer> ours = membership.get().shards(shards).stream().boxed().collect(Collectors.toSet());
        return ours.size() == shards ? null : ours;
    }
}

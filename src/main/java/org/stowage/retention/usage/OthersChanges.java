package org.stowage.retention.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stowage.nodes.ChangedUsage;
import org.stowage.nodes.NodeSeen;

/**
 * What other nodes have changed and the sums of the catalog lack. The totals contain it, too. Guarded by the
 * accounting's lock.
 */
final class OthersChanges {

    private final Map<ChangedUsage.Part, ChangedUsage> counted = new HashMap<>();
    private Map<String, Long> summed = Map.of();

    /** Adds to the totals what is new of a change; returns false if the totals have it already. */
    boolean add(ChangedUsage change, UsageTotals totals, long today) {
        ChangedUsage.Part key = change.key();
        if (key.batch() <= summed.getOrDefault(key.node(), 0L)) {
            return false;
        }
        ChangedUsage before = counted.getOrDefault(key, new ChangedUsage(key, 0, 0));
        counted.put(key, change);
        long files = change.files() - before.files();
        long bytes = change.bytes() - before.bytes();
        totals.add(key.tenant(), key.owner(), key.day(), files, bytes, today);
        return files != 0 || bytes != 0;
    }

    /**
     * Adds to new totals what they lack.
     *
     * @param batches the number of the last batch of each node that the totals have
     */
    void addTo(UsageTotals totals, Map<String, Long> batches, long today) {
        summed = Map.copyOf(batches);
        counted.keySet().removeIf(key -> key.batch() <= summed.getOrDefault(key.node(), 0L));
        counted.values().forEach(change -> {
            ChangedUsage.Part key = change.key();
            totals.add(key.tenant(), key.owner(), key.day(), change.files(), change.bytes(), today);
        });
    }

    /**
     * Forgets nodes that have ended.
     *
     * @return whether the catalog has to be summed up again: a node has ended, or shows no longer all that the sums lack
     */
    boolean keepOnly(List<NodeSeen> nodes) {
        Set<String> ids = new HashSet<>();
        boolean gap = false;
        for (NodeSeen node : nodes) {
            ids.add(node.id());
            Long last = summed.get(node.id());
            gap |= last != null && node.first() > last + 1;
        }
        List<ChangedUsage.Part> over = new ArrayList<>();
        counted.keySet().stream().filter(key -> !ids.contains(key.node())).forEach(over::add);
        over.forEach(counted::remove);
        return gap || !over.isEmpty();
    }
}

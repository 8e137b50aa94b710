package org.stowage.retention.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stowage.nodes.ChangedUsage;
import org.stowage.storage.StoredFile;

/**
 * What this node has changed, summed up by batch, owner and day, as far as the other nodes are to be told. Guarded by the
 * accounting's lock.
 */
final class OwnChanges {

    private final String node;
    private final Map<ChangedUsage.Part, ChangedUsage> sums = new HashMap<>();
    private final Set<ChangedUsage.Part> untold = new HashSet<>();
    private long batch;

    OwnChanges(String node) {
        this.node = node;
    }

    /**
     * Adds a file, or subtracts it.
     *
     * @param batch to which the change belongs; never less than before
     * @param files 1 or -1
     */
    void add(long batch, StoredFile file, int files) {
        String tenant = file.key().tenant();
        ChangedUsage.Part key =
                new ChangedUsage.Part(node, batch, tenant, file.slot().owner(), UsageTotals.dayOf(file));
        ChangedUsage before = sums.getOrDefault(key, new ChangedUsage(key, 0, 0));
        sums.put(key, new ChangedUsage(key, before.files() + files, before.bytes() + files * file.size()));
        untold.add(key);
        this.batch = batch;
    }

    List<ChangedUsage> untold() {
        List<ChangedUsage> changes = new ArrayList<>(untold.size());
        for (ChangedUsage.Part key : untold) {
            ChangedUsage sum = sums.get(key);
            if (sum != null) {
                changes.add(sum);
            }
        }
        return changes;
    }

    /** Forgets what was told, except sums that may still change. */
    void told(List<ChangedUsage> changes) {
        changes.stream()
                .filter(change -> change.equals(sums.get(change.key())))
                .forEach(change -> untold.remove(change.key()));
        sums.keySet().removeIf(key -> key.batch() < batch && !untold.contains(key));
    }
}

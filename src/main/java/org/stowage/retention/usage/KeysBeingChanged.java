package org.stowage.retention.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stowage.storage.Fingerprint;

/**
 * The keys whose files this process is changing, and for each watch the keys that were changed since it began. Guarded
 * by the accounting's lock.
 */
final class KeysBeingChanged {

    private final Map<Fingerprint, Integer> underWay = new HashMap<>();
    private final List<Set<Fingerprint>> watches = new ArrayList<>();

    void enter(Fingerprint key) {
        underWay.merge(key, 1, Integer::sum);
        touch(key);
    }

    void leave(Fingerprint key) {
        underWay.computeIfPresent(key, (same, times) -> times == 1 ? null : Integer.valueOf(times - 1));
    }

    /**
     * Begins a watch. The returned set has the keys that are being changed now; keys that are changed later are added.
     */
    Set<Fingerprint> watch() {
        Set<Fingerprint> touched = new HashSet<>(underWay.keySet());
        watches.add(touched);
        return touched;
    }

    void endWatch(Set<Fingerprint> touched) {
        watches.removeIf(watch -> watch == touched);
    }

    /** Adds a key to all watches, which then leave it alone. */
    void touch(Fingerprint key) {
        watches.forEach(touched -> touched.add(key));
    }
}

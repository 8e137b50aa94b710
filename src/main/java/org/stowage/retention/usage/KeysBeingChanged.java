package org.stowage.retention.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stowage.storage.Fingerprint;

/**
 * The keys whose files this process is changing; and those that were changed at any time since somebody began to watch. The
 * accounting's lock guards it.
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

    /** Begins to watch; the keys are added to what is returned. */
    Set<Fingerprint> watch() {
        Set<Fingerprint> touched = new HashSet<>(underWay.keySet());
        watches.add(touched);
        return touched;
    }

    void endWatch(Set<Fingerprint> touched) {
        watches.removeIf(watch -> watch == touched);
    }

    /** Has all who watch leave this key alone. */
    void touch(Fingerprint key) {
        watches.forEach(touched -> touched.add(key));
    }
}

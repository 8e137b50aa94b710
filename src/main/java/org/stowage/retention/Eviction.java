package org.stowage.retention;

import java.util.List;

/**
 * There would be room without some older files, which nobody else is told to evict.
 *
 * @param reason what would be exceeded with them
 * @param oldest of whom enough must go
 */
record Eviction(QuotaExceeded reason, List<EvictionCandidate> oldest) implements ReservationResult {

    /** Copies the list. */
    Eviction {
        oldest = List.copyOf(oldest);
    }
}

package org.stowage.retention;

import org.stowage.storage.Slot;

/**
 * There is no room.
 *
 * @param limit the first that would be exceeded
 * @param slot that was asked for
 * @param used bytes of what it limits, uploads that are under way included
 * @param allowed bytes of what it limits
 */
public record QuotaExceeded(Limit limit, Slot slot, long used, long allowed) implements Admission, ReservationResult {

    /** Returns how many bytes there are too many. */
    long missing() {
        return used + slot.size() - allowed;
    }

    Scope scope() {
        return Scope.of(limit, slot);
    }
}

package org.stowage.retention.usage;

import org.stowage.retention.policy.Limit;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;

/** Whether there is room for an upload. */
public sealed interface Admission {

    /**
     * There is room, and it is held until the upload is closed.
     *
     * @param upload to be written and published
     */
    record Admitted(PendingUpload upload) implements Admission {}

    /**
     * Too many uploads are under way.
     *
     * @param most how many may be
     */
    record TooManyUploads(int most) implements Admission, ReservationResult {}

    /**
     * There is no room.
     *
     * @param limit the first that would be exceeded
     * @param slot that was asked for
     * @param used bytes of what it limits, uploads that are under way included
     * @param allowed bytes of what it limits
     * @param temporary whether there may be room soon, because the oldest files are being evicted
     */
    record QuotaExceeded(Limit limit, Slot slot, long used, long allowed, boolean temporary)
            implements Admission, ReservationResult {

        /** Returns how many bytes there are too many. */
        public long missing() {
            return used + slot.size() - allowed;
        }

        /** Returns whose files the limit is about. */
        public Scope scope() {
            return Scope.of(limit, slot);
        }
    }
}

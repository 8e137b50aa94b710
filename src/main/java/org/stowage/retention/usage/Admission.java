package org.stowage.retention.usage;

import org.stowage.retention.policy.Limit;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;

/** Tells whether there is room for an upload. */
public sealed interface Admission {

    /**
     * There is room. It is reserved until the upload is closed.
     *
     * @param upload to be written and published
     */
    record Admitted(PendingUpload upload) implements Admission {}

    /**
     * Too many uploads are under way.
     *
     * @param most how many may be under way at once
     */
    record TooManyUploads(int most) implements Admission, ReservationResult {}

    /**
     * The upload would exceed a limit.
     *
     * @param limit the first that would be exceeded
     * @param slot that was asked for
     * @param used bytes that count for the limit now, including uploads under way; for {@link Limit#FREE_SPACE}, the
     *     bytes that must stay free and those that uploads under way have still to write
     * @param allowed bytes that the limit allows; for {@link Limit#FREE_SPACE}, those that the store can still take
     * @param temporary whether there may be room soon, because the oldest files are being evicted
     */
    record QuotaExceeded(Limit limit, Slot slot, long used, long allowed, boolean temporary)
            implements Admission, ReservationResult {

        /** Returns by how many bytes the upload would exceed the limit; 0 or less if it would not. */
        public long missing() {
            return used + slot.size() - allowed;
        }

        /** Returns the files that the limit counts. */
        public Scope scope() {
            return Scope.of(limit, slot);
        }
    }
}

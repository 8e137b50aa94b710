package org.stowage.retention.usage;

import java.util.List;
import org.stowage.retention.usage.Admission.QuotaExceeded;

/** What {@link UsageAccounting} says to an upload. */
public sealed interface ReservationResult permits Reservation, ReservationResult.NoRoom, ReservationResult.Eviction {

    /**
     * There is no room.
     *
     * @param reason why not
     */
    record NoRoom(Admission reason) implements ReservationResult {}

    /**
     * There is room as soon as files have gone; then ask again.
     *
     * @param reason the limit that would be exceeded without
     * @param oldest the files, the oldest first; some may not be what they seem, so look at each before it goes
     */
    record Eviction(QuotaExceeded reason, List<EvictionOrder.Candidate> oldest) implements ReservationResult {

        /** Copies the list. */
        public Eviction {
            oldest = List.copyOf(oldest);
        }
    }
}

package org.stowage.retention;

/** What the accounting says to an upload. */
sealed interface ReservationResult permits Reservation, TooManyUploads, QuotaExceeded, Eviction {}

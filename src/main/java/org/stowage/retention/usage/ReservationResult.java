package org.stowage.retention.usage;

/** What {@link UsageAccounting} answers when bytes are to be reserved. */
public sealed interface ReservationResult permits Reservation, Admission.TooManyUploads, Admission.QuotaExceeded {}

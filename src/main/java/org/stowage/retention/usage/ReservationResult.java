package org.stowage.retention.usage;

/** The result of {@link UsageAccounting#reserve}. */
public sealed interface ReservationResult permits Reservation, Admission.TooManyUploads, Admission.QuotaExceeded {}

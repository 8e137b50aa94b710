package org.stowage.retention;

/** Whether there is room for an upload. */
public sealed interface Admission permits Admitted, TooManyUploads, QuotaExceeded {}

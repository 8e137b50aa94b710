package org.stowage.retention;

/** What the ledger says to an upload. */
sealed interface Booking permits Reservation, Excess, Eviction {}

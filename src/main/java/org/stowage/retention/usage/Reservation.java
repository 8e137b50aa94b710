package org.stowage.retention.usage;

import org.stowage.storage.Slot;

/** Bytes that are reserved for an upload until it is published or given up. Guarded by the accounting's lock. */
public final class Reservation implements ReservationResult {

    private final Slot slot;
    private long unwritten;
    private volatile boolean ended;

    Reservation(Slot slot) {
        this.slot = slot;
        this.unwritten = slot.size();
    }

    Slot slot() {
        return slot;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Notes that bytes are written to the disk; returns how many of them were reserved. */
    long wrote(long bytes) {
        long held = ended ? 0 : Math.min(bytes, unwritten);
        unwritten -= held;
        return held;
    }

    /** Ends the reservation; returns how many of its bytes are not written. */
    long end() {
        ended = true;
        return unwritten;
    }
}

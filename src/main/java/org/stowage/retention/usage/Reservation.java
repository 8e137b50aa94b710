package org.stowage.retention.usage;

import org.stowage.storage.Slot;

/** Bytes that are held for an upload until it is published or given up. The accounting's lock guards it. */
public final class Reservation implements ReservationResult {

    private final Slot slot;
    private long unwritten;
    private boolean ended;

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

    /** Takes note of bytes that are on the disk by now; returns how many of them were held. */
    long wrote(long bytes) {
        long held = ended ? 0 : Math.min(bytes, unwritten);
        unwritten -= held;
        return held;
    }

    /** Ends it; returns how many bytes were still to be written. */
    long end() {
        ended = true;
        return unwritten;
    }
}

package org.stowage.retention.usage;

import org.stowage.storage.StoredFile;

/** A change of the store that may be under way, from before it begins until it is closed. */
public final class InFlightChange implements AutoCloseable {

    private final UsageAccounting accounting;
    private final Epoch epoch;

    InFlightChange(UsageAccounting accounting, Epoch epoch) {
        this.accounting = accounting;
        this.epoch = epoch;
    }

    /** Changes that began between two moments. The accounting's lock guards it. */
    static final class Epoch {

        private int underWay;

        void enter() {
            underWay++;
        }

        void leave() {
            underWay--;
        }

        boolean isOver() {
            return underWay == 0;
        }
    }

    /** Counts a file that is published, and gives back what was held for it. */
    public void published(StoredFile file, Reservation reservation) {
        accounting.published(file, reservation);
    }

    /** Takes a file out of what is counted. */
    public void deleted(StoredFile file) {
        accounting.deleted(file);
    }

    @Override
    public void close() {
        accounting.leave(epoch);
    }
}

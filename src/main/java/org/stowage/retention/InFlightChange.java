package org.stowage.retention;

import org.stowage.storage.StoredFile;

/** A change of the store that may be under way, from before it begins until it is closed. */
final class InFlightChange implements AutoCloseable {

    private final UsageAccounting accounting;
    private final Epoch generation;

    InFlightChange(UsageAccounting accounting, Epoch generation) {
        this.accounting = accounting;
        this.generation = generation;
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

    void published(StoredFile file, Reservation reservation) {
        accounting.published(file, reservation);
    }

    void deleted(StoredFile file) {
        accounting.deleted(file);
    }

    @Override
    public void close() {
        accounting.leave(generation);
    }
}

package org.stowage.retention;

import org.stowage.storage.StoredFile;

/** A change of the store that may be under way, from before it begins until it is closed. */
final class Passage implements AutoCloseable {

    private final Ledger ledger;
    private final Generation generation;

    Passage(Ledger ledger, Generation generation) {
        this.ledger = ledger;
        this.generation = generation;
    }

    /** Changes that began between two moments. The ledger's lock guards it. */
    static final class Generation {

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
        ledger.published(file, reservation);
    }

    void deleted(StoredFile file) {
        ledger.deleted(file);
    }

    @Override
    public void close() {
        ledger.leave(generation);
    }
}

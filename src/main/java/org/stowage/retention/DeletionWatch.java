package org.stowage.retention;

import org.stowage.storage.StoredFile;

/** Watches an order that deletes files, and may end it. Called by the thread that carries out the order. */
public interface DeletionWatch {

    /** Ends nothing and shows nothing. */
    DeletionWatch NONE = new DeletionWatch() {};

    /** Tells whether the order goes on; asked before each file. */
    default boolean goesOn() {
        return true;
    }

    /** A file was deleted. */
    default void deleted(StoredFile file) {}

    /**
     * So many parts of the store were looked through.
     *
     * @param of how many parts there are
     * @param soFar what was deleted
     */
    default void looked(int parts, int of, DeletionResult soFar) {}
}

package org.stowage.storage;

import java.io.IOException;
import java.util.OptionalLong;

/** Whether a store can take anything now, and how much. Safe for any number of threads. */
public interface Capacity {

    /** Returns how many bytes there is room for, if the store knows an end. */
    OptionalLong usableSpace();

    /** Tells whether the store has an end at all; mostly it is a disk. Where it has one that is not known, it is away. */
    default boolean isBounded() {
        return true;
    }

    /**
     * Finds out whether the store can be written, as durably as uploads are; nothing stays of that.
     *
     * @throws IOException if it cannot
     */
    void probe() throws IOException;
}

package org.stowage.storage;

import java.io.IOException;
import java.util.OptionalLong;

/** Tells how much room a store has, and whether it can be written now. Safe for any number of threads. */
public interface Capacity {

    /** Returns the free room in bytes; empty if the store has no limit or cannot tell. */
    OptionalLong usableSpace();

    /** Tells whether the store has an end at all; mostly it is a disk. Where it has one that is not known, it is away. */
    default boolean isBounded() {
        return true;
    }

    /**
     * Tells whether one upload may overwrite another of the same key, because the store keeps them apart by best effort only
     * and the admin has accepted that. False while that is not known.
     */
    default boolean isBestEffort() {
        return false;
    }

    /**
     * Writes to the store as durably as an upload does, and removes what it wrote.
     *
     * @throws IOException if the store cannot be written
     */
    void probe() throws IOException;
}

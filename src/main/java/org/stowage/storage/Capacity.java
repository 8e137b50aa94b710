package org.stowage.storage;

import java.io.IOException;
import java.util.OptionalLong;

/** Whether a store can take anything now, and how much. Safe for any number of threads. */
public interface Capacity {

    /** Returns how many bytes there is room for, if the store knows an end. */
    OptionalLong usableSpace();

    /**
     * Finds out whether the store can be written, as durably as uploads are; nothing stays of that.
     *
     * @throws IOException if it cannot
     */
    void probe() throws IOException;
}

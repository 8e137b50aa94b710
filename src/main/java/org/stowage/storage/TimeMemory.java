package org.stowage.storage;

import java.io.IOException;
import java.util.Optional;

/** The latest known time, kept in a store for processes that open it later. Safe for any number of threads. */
public interface TimeMemory {

    /**
     * Returns the latest time that a process has written; empty if none has.
     *
     * @throws IOException if the store cannot be read
     */
    Optional<TimeSeen> timeSeen() throws IOException;

    /**
     * Writes the time. A crash may undo what was written in the last minutes.
     *
     * @throws IOException if the store cannot be written
     */
    void see(TimeSeen time) throws IOException;
}

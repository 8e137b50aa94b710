package org.stowage.storage;

import java.io.IOException;
import java.util.Optional;

/** What a store remembers of the time, for processes that open it later. Safe for any number of threads. */
public interface TimeMemory {

    /**
     * Returns the latest time that a process has told of, if any has.
     *
     * @throws IOException if the store cannot be read
     */
    Optional<TimeSeen> timeSeen() throws IOException;

    /**
     * Remembers the time; of the last minutes some may be forgotten.
     *
     * @throws IOException if the store cannot be written
     */
    void see(TimeSeen time) throws IOException;
}

package org.stowage.audit;

import java.io.IOException;

/** Where lines go. Safe for any number of threads. */
interface Trail extends AutoCloseable {

    /**
     * Appends a line, whole or not at all.
     *
     * @param line without a line break
     * @throws IOException if that is not possible now; it may be later
     */
    void append(String line) throws IOException;

    @Override
    void close();
}

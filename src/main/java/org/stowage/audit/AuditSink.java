package org.stowage.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** Where lines go. Used by one thread at a time. */
interface AuditSink extends AutoCloseable {

    /**
     * Appends a line, whole or not at all.
     *
     * @param line without a line break
     * @throws IOException if that is not possible now; it may be later
     */
    void append(String line) throws IOException;

    /**
     * Returns when all lines before are on the disk, as far as that is up to this trail.
     *
     * @throws IOException if they cannot be
     */
    void sync() throws IOException;

    /**
     * Returns the files of which there are lines that they were stored, by {@link FoundFiles#name}, as far as that can be read.
     *
     * @param since lines before need not be looked at
     */
    Set<String> recorded(Instant since);

    @Override
    void close();
}

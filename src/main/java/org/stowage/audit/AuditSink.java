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
     * Returns when all lines so far are on the disk, as far as that is up to this sink.
     *
     * @throws IOException if they cannot be
     */
    void sync() throws IOException;

    /**
     * Returns the names, by {@link RecordedFiles#name}, of the files that have a line that they were stored, as far as lines can be read.
     *
     * @param since lines before need not be looked at
     */
    Set<String> recorded(Instant since);

    @Override
    void close();
}

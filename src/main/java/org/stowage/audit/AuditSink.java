package org.stowage.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A target of lines. Used by one thread at a time. */
interface AuditSink extends AutoCloseable {

    /**
     * Appends a line, whole or not at all.
     *
     * @param line the line without a line break
     * @throws IOException if the line cannot be written now; a later one may succeed
     */
    void append(String line) throws IOException;

    /**
     * Writes all lines so far to the disk before it returns, if this sink can control that.
     *
     * @throws IOException if they cannot be written
     */
    void sync() throws IOException;

    /**
     * Returns the names ({@link RecordedFiles#name}) of the files that have a line about their upload. The result is
     * incomplete if lines cannot be read.
     *
     * @param since earlier lines may be ignored
     */
    Set<String> recorded(Instant since);

    /** Tells whether {@link #last} can find lines. */
    default boolean isReadable() {
        return false;
    }

    /**
     * Returns the last lines that meet a condition, the last one first; none if this target cannot be read.
     *
     * @throws IOException if it cannot be read now
     */
    default List<AuditLine> last(Predicate<AuditLine> condition, int limit) throws IOException {
        return List.of();
    }

    @Override
    void close();
}

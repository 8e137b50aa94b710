package org.stowage.audit;

import java.time.Instant;
import java.util.Set;
import org.stowage.storage.StoredFile;

/**
 * The period before a start in which files may have been stored without a line.
 *
 * @param from its beginning
 * @param until its end; files that are stored later get their line as usual
 * @param recorded the names ({@link RecordedFiles#name}) of the files that have a line
 */
record UnrecordedPeriod(Instant from, Instant until, Set<String> recorded) {

    /** Tells whether a file was stored in this period and has no line. */
    boolean lacks(StoredFile file) {
        return !file.stored().isBefore(from)
                && file.stored().isBefore(until)
                && !recorded.contains(
                        RecordedFiles.name(file.key().tenant(), file.key().path()));
    }
}

package org.stowage.audit;

import java.time.Instant;
import java.util.Set;
import org.stowage.storage.StoredFile;

/**
 * The time before a start in which files may have been stored without a line.
 *
 * @param from its beginning
 * @param until its end: what is stored later gets its line as usual
 * @param recorded the files that have a line, by {@link RecordedFiles#name}
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

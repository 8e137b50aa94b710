package org.stowage.audit;

import java.time.Instant;
import java.util.Set;
import org.stowage.storage.StoredFile;

/**
 * The time before a start in which files may have been stored without a line.
 *
 * @param from its begin
 * @param until its end: what is stored later is written down as usual
 * @param recorded the files that have a line, by {@link FoundFiles#name}
 */
record Gap(Instant from, Instant until, Set<String> recorded) {

    /** Tells whether a file that is there has no line. */
    boolean has(StoredFile file) {
        return !file.stored().isBefore(from)
                && file.stored().isBefore(until)
                && !recorded.contains(
                        FoundFiles.name(file.key().tenant(), file.key().path()));
    }
}

package org.stowage.retention.sweep;

import java.time.Instant;

/**
 * What a walk through the whole store has found.
 *
 * @param started when it began
 * @param finished when it was over
 * @param files how many files there were
 * @param unreadable entries that were damaged or could not be read
 * @param differences between the catalog and the store; they are corrected
 */
public record ScrubReport(Instant started, Instant finished, long files, long unreadable, Differences differences) {

    /** Tells whether no entry was unreadable and nothing differed. */
    public boolean isClean() {
        return unreadable == 0 && differences.equals(Differences.NONE);
    }

    @Override
    public String toString() {
        return files + " files; unreadable: " + unreadable + "; not in the catalog: " + differences.lacking()
                + "; only in the catalog: " + differences.gone() + "; different in the catalog: "
                + differences.different();
    }
}

package org.stowage.retention.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowage.retention.sweep.SweepReport.Left;
import org.stowage.retention.sweep.SweepReport.Removed;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;

/** What a sweep has found so far. */
final class SweepProgress {

    private static final int MOST_KEYS = 20;

    private final Instant started;
    private final Map<String, Removed> rules = new HashMap<>();
    private final List<FileKey> first = new ArrayList<>();
    private long purged;
    private long unreadable;
    private long failed;
    private long unswept;
    private long walked;
    private Differences differences = Differences.NONE;

    SweepProgress(Instant started) {
        this.started = started;
    }

    synchronized void gone(StoredFile file, String rule) {
        rules.merge(rule, new Removed(1, file.size()), Removed::plus);
        if (first.size() < MOST_KEYS) {
            first.add(file.key());
        }
    }

    synchronized void purged() {
        purged++;
    }

    synchronized void unreadable() {
        unreadable++;
    }

    /** Counts an entry that could not be deleted; tells whether it is among the first {@value #MOST_KEYS}. */
    synchronized boolean failed() {
        return failed++ < MOST_KEYS;
    }

    /** Counts a shard that was not walked through to its end; tells whether it is the first. */
    synchronized boolean unswept() {
        return unswept++ == 0;
    }

    /** Counts the files of a shard that was walked through. */
    synchronized void walked(long files) {
        walked += files;
    }

    synchronized void differs(Differences found) {
        differences = differences.plus(found);
    }

    synchronized ScrubReport scrubbed(Instant finished) {
        return new ScrubReport(started, finished, walked, unreadable, differences);
    }

    synchronized SweepReport report(Instant finished) {
        return new SweepReport(started, finished, rules, purged, new Left(unreadable, failed, unswept), first);
    }
}

package org.stowage.retention.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stowage.retention.policy.Amount;
import org.stowage.storage.FileKey;

/**
 * What a sweep has deleted, or would delete.
 *
 * @param started when it began
 * @param finished when it was over
 * @param rules the deleted files by the name of the rule; {@value #OF_BAN} stands for a ban
 * @param purged how many tombstones were purged
 * @param left what it could not do
 * @param first some of the deleted files
 */
public record SweepReport(
        Instant started, Instant finished, Map<String, Removed> rules, long purged, Left left, List<FileKey> first) {

    /** Stands for a ban. No rule has such a name. */
    public static final String OF_BAN = "(ban)";

    /** Copies the collections. */
    public SweepReport {
        rules = Map.copyOf(rules);
        first = List.copyOf(first);
    }

    /**
     * Deleted files.
     *
     * @param files how many
     * @param bytes of these files
     */
    public record Removed(long files, long bytes) {

        Removed plus(Removed other) {
            return new Removed(files + other.files, bytes + other.bytes);
        }

        @Override
        public String toString() {
            return files + (files == 1 ? " file, " : " files, ") + new Amount(bytes);
        }
    }

    /**
     * What a sweep could not do. The log says more; the next sweep tries again.
     *
     * @param unreadable how many entries were damaged or could not be read
     * @param failed how many entries could not be deleted
     * @param shards how many shards were not walked through to their end
     */
    public record Left(long unreadable, long failed, long shards) {

        @Override
        public String toString() {
            return words("unreadable", unreadable) + words("not removed", failed) + words("parts not swept", shards);
        }

        private static String words(String what, long number) {
            return number == 0 ? "" : "; " + what + ": " + number;
        }
    }

    /** Returns how many files were deleted. */
    public long files() {
        return rules.values().stream().mapToLong(Removed::files).sum();
    }

    /** Returns how many bytes these files had. */
    public long bytes() {
        return rules.values().stream().mapToLong(Removed::bytes).sum();
    }

    /** Tells whether nothing was deleted and nothing failed; unreadable entries do not count. */
    public boolean isEmpty() {
        return rules.isEmpty() && purged == 0 && left.failed == 0 && left.shards == 0;
    }

    /** Returns one line for a log, which names no file. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(new Removed(files(), bytes()).toString());
        new TreeMap<>(rules)
                .forEach((rule, removed) ->
                        line.append("; ").append(rule).append(": ").append(removed));
        return line.append("; tombstones: ").append(purged).append(left).toString();
    }
}

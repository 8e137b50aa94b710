package org.stowage.retention.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stowage.retention.policy.Amount;
import org.stowage.storage.FileKey;

/**
 * What a sweep has removed, or would remove.
 *
 * @param started when it began
 * @param finished when it was over
 * @param rules what went, by the name of the rule; {@value #OF_BAN} is what was banned and still there
 * @param purged how many tombstones went
 * @param left what it could not do
 * @param first some of the files that went
 */
public record SweepReport(
        Instant started, Instant finished, Map<String, Removed> rules, long purged, Left left, List<FileKey> first) {

    /** What stands for a ban; no rule of the admin's has such a name. */
    public static final String OF_BAN = "(ban)";

    /** Copies the collections. */
    public SweepReport {
        rules = Map.copyOf(rules);
        first = List.copyOf(first);
    }

    /**
     * Files that went.
     *
     * @param files how many
     * @param bytes they had
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
     * What a sweep could not do; the log says more. The next one tries again.
     *
     * @param unreadable how many entries were damaged or could not be read
     * @param failed how many entries should have gone and did not
     * @param shards how many were not looked through to their end
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

    /** Returns how many files went. */
    public long files() {
        return rules.values().stream().mapToLong(Removed::files).sum();
    }

    /** Returns how many bytes they had. */
    public long bytes() {
        return rules.values().stream().mapToLong(Removed::bytes).sum();
    }

    /** Tells whether nothing went, and nothing should have gone. */
    public boolean isEmpty() {
        return rules.isEmpty() && purged == 0 && left.failed == 0 && left.shards == 0;
    }

    /** Returns one line for a log: no file is named in it. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(new Removed(files(), bytes()).toString());
        new TreeMap<>(rules)
                .forEach((rule, removed) ->
                        line.append("; ").append(rule).append(": ").append(removed));
        return line.append("; tombstones: ").append(purged).append(left).toString();
    }
}

package org.stowage.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stowage.storage.FileKey;

/**
 * What a sweep has removed, or would remove.
 *
 * @param started when it began
 * @param finished when it was over
 * @param rules what went, by the name of the rule
 * @param forgotten how many tombstones went
 * @param unreadable how many entries were damaged or could not be read
 * @param first some of the files that went
 */
public record SweepReport(
        Instant started,
        Instant finished,
        Map<String, Removed> rules,
        long forgotten,
        long unreadable,
        List<FileKey> first) {

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

    /** Returns how many files went. */
    public long files() {
        return rules.values().stream().mapToLong(Removed::files).sum();
    }

    /** Returns how many bytes they had. */
    public long bytes() {
        return rules.values().stream().mapToLong(Removed::bytes).sum();
    }

    /** Tells whether nothing went. */
    public boolean isEmpty() {
        return rules.isEmpty() && forgotten == 0;
    }

    /** Returns one line for a log: no file is named in it. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(new Removed(files(), bytes()).toString());
        new TreeMap<>(rules)
                .forEach((rule, removed) ->
                        line.append("; ").append(rule).append(": ").append(removed));
        line.append("; tombstones: ").append(forgotten);
        if (unreadable > 0) {
            line.append("; unreadable: ").append(unreadable);
        }
        return line.toString();
    }
}

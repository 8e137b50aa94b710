package org.stowage.config;

import java.util.List;

/**
 * How long files are kept.
 *
 * @param rules in order; the first rule that matches a file applies
 * @param sweepInterval the interval at which expired files are deleted
 * @param scrubInterval the time in which the whole store is scanned once
 * @param tombstones how long the store remembers that a file was deleted
 */
public record RetentionSettings(
        List<RuleSettings> rules, TimeSpan sweepInterval, TimeSpan scrubInterval, TimeSpan tombstones) {

    /** Copies the list. */
    public RetentionSettings {
        rules = List.copyOf(rules);
    }
}

package org.stowage.config;

import java.util.List;

/**
 * How long files are kept.
 *
 * @param rules in order: the first that matches a file counts
 * @param sweepInterval in which what is due is deleted once
 * @param scrubInterval in which all of the store is looked through once
 * @param tombstones how long it is remembered that a file was deleted
 */
public record RetentionSettings(
        List<RuleSettings> rules, TimeSpan sweepInterval, TimeSpan scrubInterval, TimeSpan tombstones) {

    /** Copies the list. */
    public RetentionSettings {
        rules = List.copyOf(rules);
    }
}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * What rules would delete now.
 *
 * @param rules those that would delete files
 * @param files how many by all rules
 * @param bytes of these files
 * @param first some of the files, by their keys
 * @param proposed whether the rules are those of the question, not those in force
 */
@JsonbPropertyOrder({"rules", "files", "bytes", "first", "proposed"})
public record DryRun(List<RuleItem> rules, long files, long bytes, List<String> first, boolean proposed) {

    /** Copies the lists. */
    public DryRun {
        rules = List.copyOf(rules);
        first = List.copyOf(first);
    }
}

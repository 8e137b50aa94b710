package org.stowage.nodes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells the others at one contact.
 *
 * @param beat the number of the contact, from 1
 * @param state what it is doing
 * @param usage what has changed
 */
public record NodeReport(long beat, State state, Usages usage) {

    /**
     * What a node is doing.
     *
     * @param settings a fingerprint of the rules, quotas and tenants, without secrets; nodes with the same settings have the same
     * @param sweeping whether it can delete files in the background now
     */
    public record State(String settings, boolean sweeping) {}

    /**
     * What a node has changed and reserved.
     *
     * @param changed changes that are new since the last contact that succeeded
     * @param reserved all that is reserved; null if it is the same as at the last contact
     * @param first the number of the first batch that others may still need
     */
    public record Usages(
            List<ChangedUsage> changed, @Nullable List<ReservedBytes> reserved, long first) {}
}

package org.stowage.retention.policy;

import java.time.Duration;
import java.time.Instant;
import org.stowage.storage.Tombstone;

/**
 * How long files are kept, and how many; and what is computed of each.
 *
 * @param rules that say which files go when
 * @param quotas that say how much may be stored
 * @param sweepInterval in which what is due is deleted once
 * @param scrubInterval in which all of the store is looked through once
 * @param tombstones how long they stay, if a token for the file may be right so long
 * @param sha256 whether the SHA-256 of each file is computed while it is uploaded, although nothing needs it at once
 */
public record RetentionPolicy(
        RetentionRules rules,
        Quotas quotas,
        Duration sweepInterval,
        Duration scrubInterval,
        Duration tombstones,
        boolean sha256) {

    /** A policy by which the SHA-256 is computed when it is needed. */
    public RetentionPolicy(
            RetentionRules rules, Quotas quotas, Duration sweepInterval, Duration scrubInterval, Duration tombstones) {
        this(rules, quotas, sweepInterval, scrubInterval, tombstones, false);
    }

    /** Tells whether a tombstone need not be remembered any more: it is old, or no token for its file can be right any more. */
    public boolean forgets(Tombstone tombstone, Instant now) {
        boolean old = !tombstone.deleted().plus(tombstones).isAfter(now);
        boolean useless = tombstone.until() != null && !tombstone.until().isAfter(now);
        return old || useless;
    }
}

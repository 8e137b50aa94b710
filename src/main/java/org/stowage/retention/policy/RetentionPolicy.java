package org.stowage.retention.policy;

import java.time.Duration;
import java.time.Instant;
import org.stowage.storage.Tombstone;

/**
 * How long files are kept, how much may be stored, and when the SHA-256 is computed.
 *
 * @param rules decide when a file expires
 * @param quotas limit how much may be stored
 * @param sweepInterval how often due files are deleted
 * @param scrubInterval the time in which a scrub walks through the whole store once
 * @param tombstones how long a tombstone is kept; shorter if no token for its file can be valid any more
 * @param sha256 whether the SHA-256 of each file is computed during the upload, even if it is not needed then
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

    /** Tells whether a tombstone can be purged, because it is old or no token for its file can be valid any more. */
    public boolean forgets(Tombstone tombstone, Instant now) {
        boolean old = !tombstone.deleted().plus(tombstones).isAfter(now);
        boolean useless = tombstone.until() != null && !tombstone.until().isAfter(now);
        return old || useless;
    }
}

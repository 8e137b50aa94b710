package org.stowage.retention.policy;

import java.time.Duration;

/**
 * How long files are kept, and how many.
 *
 * @param rules that say which files go when
 * @param quotas that say how much may be stored
 * @param sweepInterval in which what is due is deleted once
 * @param scrubInterval in which all of the store is looked through once
 * @param tombstones how long they stay
 */
public record RetentionPolicy(RetentionRules rules, Quotas quotas, Duration sweepInterval, Duration scrubInterval, Duration tombstones) {}

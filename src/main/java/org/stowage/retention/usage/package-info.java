/**
 * How much is stored and how much is on its way: what the quotas are compared with.
 *
 * <ol>
 *   <li>Bytes are reserved before a body is read, in one short step with the check, and turned into usage when the file is
 *       published or given back when it is not: uploads at the same time cannot exceed a quota together.
 *   <li>{@link org.stowage.retention.usage.UsageAccounting} is filled by a walk while requests are served. How it stays exact is
 *       said there. Until the first walk is over, quotas hold for what it has seen so far. A second process over the same
 *       store is seen by the next walk only.
 *   <li>If a quota may make room for itself, {@link org.stowage.retention.usage.EvictionOrder} names the oldest files that must go:
 *       of the owner, of the tenant, or of all. Files that a rule keeps for ever stay. What one day's quota forbids is refused
 *       always.
 * </ol>
 *
 * <p>Not here: who deletes files, and when the store is walked.
 */
@NullMarked
package org.stowage.retention.usage;

import org.jspecify.annotations.NullMarked;

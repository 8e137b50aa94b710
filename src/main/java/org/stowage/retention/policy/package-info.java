/**
 * The admin's policy: how long files are kept, how much may be stored, and which time counts. Pure values, and one
 * clock.
 *
 * <ol>
 *   <li>In {@link org.stowage.retention.policy.RetentionRules}, the first rule that matches a file decides how long it
 *       is kept. The {@code expires} of a JWT counts if it is sooner, even if the rule keeps for ever, because the XMPP
 *       server has told it to its users. Without rules, only files with {@code expires} expire.
 *   <li>{@link org.stowage.retention.policy.Quotas} hold the limits; they count nothing.
 *   <li>The {@link org.stowage.retention.policy.RetentionPolicy} may change at any moment, so it is asked for at each
 *       decision.
 *   <li>The clock of the machine may jump, or be wrong at the start. The {@link
 *       org.stowage.retention.policy.TrustedClock} decides which time counts. In doubt, nothing is evicted, a file is
 *       deleted by its age only if it is due by both times, and new files and the days of quotas are dated by the later
 *       time. An admin ends the doubt if the clock does not come back. A suspended machine looks like a jump.
 * </ol>
 *
 * <p>Not here: settings, what is stored, threads.
 */
@NullMarked
package org.stowage.retention.policy;

import org.jspecify.annotations.NullMarked;

/**
 * What the admin wants: how long files are kept, how much there may be, and which time counts. Pure values, and one clock.
 *
 * <ol>
 *   <li>{@link org.stowage.retention.policy.RetentionRules} are pure: the first rule that matches a file says how long it is kept.
 *       The {@code expires} of a JWT counts if it is sooner, also than {@code ever}: the XMPP server has told its users so.
 *       Without rules nothing else expires.
 *   <li>{@link org.stowage.retention.policy.Quotas} say how much of what there may be; they count nothing.
 *   <li>The {@link org.stowage.retention.policy.RetentionPolicy} may change at any moment: every decision asks for it anew.
 *   <li>The clock of the machine may jump or be wrong when it starts. The {@link org.stowage.retention.policy.TrustedClock} says
 *       which time counts: in doubt nothing is deleted by its age or evicted, new files and the days of quotas are dated by the
 *       later of the two times, and an admin ends the doubt if the clock does not come back. A suspended machine looks like a jump.
 * </ol>
 *
 * <p>Not here: settings, what is stored, threads.
 */
@NullMarked
package org.stowage.retention.policy;

import org.jspecify.annotations.NullMarked;

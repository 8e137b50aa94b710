/**
 * What may be in the store, how long and how much: rules, quotas, bans, and the sweep that carries them out.
 *
 * <ol>
 *   <li>The {@link org.stowage.retention.RetainingRepository} is the store as everybody else sees it. Uploads, look-ups and deletions go
 *       through it, so that what it counts is what there is.
 *   <li>{@link org.stowage.retention.RetentionRules} are pure: the first rule that matches a file says how long it is kept.
 *       The {@code expires} of a JWT counts whenever it is sooner, also than {@code ever}: the XMPP server has told its users
 *       so, and whoever wants files to stay longer says it there. Without rules nothing else expires.
 *   <li>A file whose moment has come is not given any more, whether the sweep has been there or not; its URL is used up. The
 *       repository shows it as the tombstone that it is about to become, so GET, HEAD and PUT need not know of expiry.
 *   <li>Bytes are reserved before a body is read, in one short step with the check, and turned into usage when the file is
 *       published or given back when it is not: uploads at the same time cannot exceed a quota together.
 *   <li>The {@link org.stowage.retention.UsageAccounting} is filled by a walk while requests are served. How it stays exact is
 *       said there. Until the first walk is over, quotas hold for what it has seen so far. A second process over the same
 *       store is seen by the next walk only.
 *   <li>The {@link org.stowage.retention.Sweeper} is the one class with a thread. It sweeps one shard at a time; which one is
 *       due follows from the time of day alone, so restarts change nothing, and nodes may sweep the same shard at once, for
 *       deleting and purging are idempotent. It holds no lock that a request waits for. Nothing that goes wrong ends it, also
 *       no {@code Error}; it knows when it is late.
 *   <li>What cannot be removed stops neither a sweep, nor a take-down, nor an upload that needs its room: it is counted, named in
 *       the log, and tried again with the next sweep or the same order.
 *   <li>Room is made, if asked for, by deleting the oldest files of whoever is over the quota: of the owner, of the tenant, of
 *       all. Files that a rule keeps for ever stay. What one day's quota forbids is refused always.
 *   <li>The {@link org.stowage.retention.Takedowns} keeps bans: of paths and owners before a body is read, of contents when all
 *       of it has arrived. Downloads are not asked: whatever is banned is deleted, before the ban is acknowledged. What is still
 *       there, after a crash say, goes with the count at the start or with the next sweep. What was published is told as stored,
 *       whatever fails afterwards.
 *   <li>The {@link org.stowage.retention.RetentionPolicy} may change at any moment: every decision asks for it anew. When it
 *       comes to ask for more than was counted, of owners say, the sweeper counts all again at once.
 *   <li>Bans are looked up in the store each time, so they hold for all processes at once.
 *   <li>The clock of the machine may jump or be wrong when it starts. The {@link org.stowage.retention.TrustedClock} says which time
 *       counts: in doubt nothing is deleted by its age or evicted, new files and the days of quotas are dated by the later of
 *       the two times, and an admin ends the doubt if the clock does not come back. A suspended machine looks like a jump.
 *   <li>What goes without a request, and what an admin orders, is told the audit log once it is done, with the
 *       admin's name where it is known; the first count of the store shows it the files that may lack a line
 *       ({@link org.stowage.retention.RetentionAudit}).
 * </ol>
 *
 * <p>Not here: HTTP, settings, how a store names and removes files.
 */
@NullMarked
package org.stowage.retention;

import org.jspecify.annotations.NullMarked;

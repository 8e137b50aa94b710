/**
 * What became of files, for those who must be able to tell later: one line of JSON for each that was stored, found, refused,
 * expired, evicted, deleted, banned or unbanned.
 *
 * <ol>
 *   <li>The code that decides about a file writes an {@link org.stowage.audit.AuditEvent} to the one
 *       {@link org.stowage.audit.AuditLog}, after it has happened. An event has names, sizes, ids and codes; there is no member
 *       for a query, a token or a secret.
 *   <li>A line is ASCII: JSON-B escapes what would end a string, and all that is not visible ASCII is escaped too. What a
 *       client sent can neither end a line nor hide in a terminal, in any encoding of the log.
 *   <li>The members have one order ({@link org.stowage.audit.AuditFormat.Line}); what is not known is left out. Members may be added,
 *       never renamed.
 *   <li>Lines go to the server's logging or to a file of their own that is rotated here: {@code FileHandler} of
 *       {@code java.util.logging} leaves half a line when the disk is full, writes on to a file that has been moved away, and
 *       knows no owner-only files.
 *   <li>Writing an event never waits for a disk: lines wait in a bounded {@link org.stowage.audit.LineQueue} for the one thread
 *       that appends them. A line that cannot be written, or has no room there, is lost: the server's log says so once, and how many
 *       are missing when it is over; they are counted.
 *   <li>If the server is killed, the lines that waited are lost. A {@link org.stowage.audit.Checkpoint} in the store tells until
 *       when all lines are on the disk; at the next start, files that were stored later and have no line
 *       ({@link org.stowage.audit.UnrecordedPeriod}) get one that they were found.
 * </ol>
 *
 * <p>Not here: the decisions, and the line for each request in the server's log.
 */
@NullMarked
package org.stowage.audit;

import org.jspecify.annotations.NullMarked;

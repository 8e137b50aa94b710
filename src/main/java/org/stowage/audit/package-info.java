/**
 * The audit log: one line of JSON for each file that was stored, found, refused, expired, evicted or deleted, and for
 * each ban and its end.
 *
 * <ol>
 *   <li>The code that decides about a file writes an {@link org.stowage.audit.AuditEvent} to the
 *       {@link org.stowage.audit.AuditLog} after it has happened. An event has names, sizes, ids and codes, and no
 *       member for a query, a token or a secret.
 *   <li>A line is visible ASCII: JSON-B escapes the characters that would end a string, and all others that are not
 *       visible ASCII are escaped, too. So text that a client sent can neither end a line nor hide in a terminal, in
 *       any encoding of the log.
 *   <li>The members have a fixed order ({@link org.stowage.audit.AuditLine}); unknown ones are left out. Members
 *       may be added, never renamed.
 *   <li>Lines go to the server's logging or to a file of their own, which is rotated here. {@code FileHandler} of
 *       {@code java.util.logging} does not do: it leaves half a line when the disk is full, goes on writing to a file
 *       that was moved away, and cannot create a file that only its owner may read.
 *   <li>Writing an event never waits for a disk: lines wait in a bounded {@link org.stowage.audit.LineQueue} for the
 *       one thread that appends them. A line is lost if the queue is full or the line cannot be written. Lost lines are
 *       counted; the server's log says once that lines are missing, and later how many.
 *   <li>If the server is killed, the waiting lines are lost. A {@link org.stowage.audit.Checkpoint} in the store has
 *       the time up to which all lines are on the disk. At the next start, files that were stored later and have no
 *       line ({@link org.stowage.audit.UnrecordedPeriod}) get a line {@code found}.
 * </ol>
 *
 * <p>Not here: the decisions, and the line for each request in the server's log.
 */
@NullMarked
package org.stowage.audit;

import org.jspecify.annotations.NullMarked;

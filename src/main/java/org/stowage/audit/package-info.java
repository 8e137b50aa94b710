/**
 * What became of files, for those who must be able to tell later: one line of JSON for each that was stored, refused,
 * expired, evicted, deleted, banned or unbanned.
 *
 * <ol>
 *   <li>Everybody who decides about a file writes an {@link org.stowage.audit.AuditEvent} to the one
 *       {@link org.stowage.audit.AuditLog}, after it has happened. An event has names, sizes, ids and codes; there is no member
 *       for a query, a token or a secret.
 *   <li>A line is ASCII: JSON-B escapes what would end a string, and all that is not visible ASCII is escaped too. What a
 *       client sent can neither end a line nor hide in a terminal, whatever the encoding of the log.
 *   <li>The members have one order ({@link org.stowage.audit.Lines.Line}); what is not known is left out. Members may be added,
 *       never renamed.
 *   <li>Lines go to the server's logging or to a file of their own that is rotated here: {@code FileHandler} of
 *       {@code java.util.logging} leaves half a line when the disk is full, writes on to a file that has been moved away, and
 *       knows no owner-only files.
 *   <li>A line that cannot be written is lost: no request fails or waits for that. The server's log says so once, and how many
 *       are missing when it is over. Lines are not synced: a kill loses none, a power cut may lose the last.
 * </ol>
 *
 * <p>Not here: the decisions, and the line for each request in the server's log.
 */
@NullMarked
package org.stowage.audit;

import org.jspecify.annotations.NullMarked;

/**
 * The store as the other rooms see it: without expired files, within the quotas, and without banned files.
 *
 * <ol>
 *   <li>Uploads, look-ups and deletions go through the {@link org.stowage.retention.RetainingRepository}, which counts
 *       what is stored.
 *   <li>An expired file is not shown any more, even before the sweep has deleted it, and its URL cannot be used again.
 *       It is shown as the tombstone that it will become, so GET, HEAD and PUT need not know of expiry.
 *   <li>A file that cannot be deleted stops neither a take-down nor an eviction. The failure is counted or logged, and
 *       the next attempt tries the file again.
 *   <li>{@link org.stowage.retention.Takedowns} checks the bans: of paths and owners before a body is read, of contents
 *       when the whole body has arrived. Downloads are not checked, because the banned files are deleted before a ban
 *       is acknowledged. An upload whose file is published does not fail because of a later error.
 *   <li>Bans are read from the store each time, so they hold for all processes at once.
 *   <li>Deletions without a request and the orders of an admin are written to the audit log after they are done, with
 *       the admin's name if it is known. After the start, the audit log is shown the files that it may lack a line for
 *       ({@link org.stowage.retention.RetentionAudit}).
 * </ol>
 *
 * <p>Not here: HTTP, settings, and how a store names and deletes files. The admin's policy is in {@code
 * retention.policy}, the accounting in {@code retention.usage}, the sweep in {@code retention.sweep}.
 */
@NullMarked
package org.stowage.retention;

import org.jspecify.annotations.NullMarked;

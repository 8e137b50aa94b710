/**
 * The store as all others see it: no file whose time has come, no more than there is room for, nothing that is banned.
 *
 * <ol>
 *   <li>Uploads, look-ups and deletions go through the {@link org.stowage.retention.RetainingRepository}, so that what it counts is
 *       what there is.
 *   <li>A file whose moment has come is not given any more, whether the sweep has been there or not; its URL is used up. It is shown
 *       as the tombstone that it is about to become, so GET, HEAD and PUT need not know of expiry.
 *   <li>What cannot be removed stops neither a take-down nor an upload that needs its room: it is counted, named in the log, and
 *       tried again by the same order.
 *   <li>{@link org.stowage.retention.Takedowns} keep bans: of paths and owners before a body is read, of contents when all
 *       of it has arrived. Downloads are not asked: whatever is banned is deleted, before the ban is acknowledged. What was
 *       published is told as stored, whatever fails afterwards.
 *   <li>Bans are looked up in the store each time, so they hold for all processes at once.
 *   <li>What goes without a request, and what an admin orders, is told the audit log once it is done, with the
 *       admin's name where it is known; after the start it is shown the files that may lack a line
 *       ({@link org.stowage.retention.RetentionAudit}).
 * </ol>
 *
 * <p>Not here: HTTP, settings, how a store names and removes files; what the admin wants ({@code retention.policy}), how much there
 * is ({@code retention.usage}), and the sweep ({@code retention.sweep}).
 */
@NullMarked
package org.stowage.retention;

import org.jspecify.annotations.NullMarked;

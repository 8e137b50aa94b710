/**
 * What may stay in the store, and what may not.
 *
 * <ol>
 *   <li>The {@link org.stowage.retention.Warden} keeps bans: of paths and owners before a body is read, of contents when all
 *       of it has arrived. Downloads are not asked: whatever is banned is buried, before the ban is acknowledged.
 *   <li>Bans are looked up in the store each time, so they hold for all processes at once.
 * </ol>
 *
 * <p>Not here: HTTP, settings, how a store names and removes files.
 */
@NullMarked
package org.stowage.retention;

import org.jspecify.annotations.NullMarked;

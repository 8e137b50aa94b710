/**
 * What every store writes, byte for byte the same, so that moving from one to the other is copying.
 *
 * <ol>
 *   <li>A stored file is the content from offset 0, then its {@link org.stowage.storage.format.Trailer} of JSON ({@link
 *       org.stowage.storage.format.StoreJson}): content and description appear in one step, survive {@code cp}, {@code rsync}
 *       and every object store, and one look at the end serves a HEAD. A tombstone is such a trailer without content.
 *   <li>Bans, the marker of a store and the time of its last sweep are small files of their own.
 *   <li>A reader ignores members that it does not know, and says where something is damaged ({@link
 *       org.stowage.storage.format.DamagedFileException}).
 * </ol>
 *
 * <p>Not here: where anything lies, and how it comes there.
 */
@NullMarked
package org.stowage.storage.format;

import org.jspecify.annotations.NullMarked;

/**
 * What is stored, found without opening it: questions about files by owner, age, size, part of the path and what is due, and the
 * sums that quotas are compared with.
 *
 * <ol>
 *   <li>A catalog is derived from the store and can be thrown away at any time; the store is right where the two differ. No
 *       request for a file is answered from it.
 *   <li>It is written behind the store, in batches, by one thread; a change may be applied twice and does no more than once.
 *   <li>An engine keeps it: a folder ({@code catalog.lucene}), or a database of the server ({@code catalog.sql}). What an engine
 *       cannot read is damaged ({@link org.stowage.catalog.DamagedCatalogException}): it is discarded and built again.
 * </ol>
 *
 * <p>Not here: which files are due and which may be evicted (the room {@code retention.policy} says so, and who writes an entry
 * writes that down), walks through the store, threads.
 */
@NullMarked
package org.stowage.catalog;

import org.jspecify.annotations.NullMarked;

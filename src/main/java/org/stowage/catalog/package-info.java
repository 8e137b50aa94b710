/**
 * The catalog of a store. It answers questions about the stored files without opening them: by owner, age, size, part
 * of the path, and what is due. It also returns the sums that are compared with quotas.
 *
 * <ol>
 *   <li>A catalog is derived from the store and can be discarded at any time. Where the two differ, the store is right.
 *       No request for a file is answered from the catalog.
 *   <li>One thread writes changes to the catalog, in batches, after they were made to the store. A change may be
 *       applied twice; the second time it changes nothing.
 *   <li>An engine keeps the catalog: in a folder ({@code catalog.lucene}), or in a database of the server
 *       ({@code catalog.sql}). If an engine cannot read its data, the catalog is damaged
 *       ({@link org.stowage.catalog.DamagedCatalogException}): it is discarded and built again.
 * </ol>
 *
 * <p>Not here: which files are due and which may be evicted ({@code retention.policy} decides it, and entries are
 * written with the result), scans of the store, and their threads.
 */
@NullMarked
package org.stowage.catalog;

import org.jspecify.annotations.NullMarked;

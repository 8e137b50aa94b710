/**
 * A catalog in a folder, by Apache Lucene: terms for what is asked by name, columns of numbers for what is sorted and summed, and
 * the entry itself in bytes.
 *
 * <ol>
 *   <li>A batch is a commit of Lucene: it is there as a whole or not at all, and questions see commits only.
 *   <li>Files are read by plain reads under a lock, not mapped into memory and not by channels. A page of a mapped file that does
 *       not come, because the disk stalls, stops every thread of the server at its next safepoint, and one that is gone is a
 *       fault of memory; an interrupt of a thread that reads a channel closes the file for all.
 *   <li>Whoever opens the catalog to write it reads all files once, and compares checksums: damage is found at the start. A view of
 *       what another process writes reads each file once, however often it is opened. What still comes to light later is no answer but a
 *       {@link org.stowage.catalog.DamagedCatalogException}, whatever Lucene throws.
 *   <li>There is no thread here but the caller's, no cache of results, and nothing static that changes: an undeployment leaves
 *       nothing.
 *   <li>Other files may lie in the folder, and are left alone.
 *   <li>No numbers are indexed as points: to look at a whole column takes tens of milliseconds for a million files, and points would
 *       be more to write with each change.
 * </ol>
 *
 * <p>Not here: threads, when changes are applied, what becomes of a damaged catalog.
 */
@NullMarked
package org.stowage.catalog.lucene;

import org.jspecify.annotations.NullMarked;

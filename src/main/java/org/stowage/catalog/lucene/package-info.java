/**
 * A catalog in a folder, by Apache Lucene: terms for searches by name, columns of numbers for sorting and sums, and the
 * whole entry in bytes.
 *
 * <ol>
 *   <li>A batch is a commit of Lucene: it is stored as a whole or not at all, and questions see only commits.
 *   <li>Files are read by plain reads under a lock, not mapped into memory and not read through channels. If the disk
 *       stalls, a page of a mapped file stops every thread of the server at the next safepoint; if the disk is lost,
 *       the page is a memory fault. An interrupt of a thread that reads a channel closes the file for all threads.
 *   <li>Opening the catalog to write it reads all files once and compares checksums, so damage is found at the start. A
 *       view of what another process writes reads each file once, however often it is opened. If damage is found later,
 *       a question throws {@link org.stowage.catalog.DamagedCatalogException}, whatever Lucene throws.
 *   <li>All work runs in the caller's thread. There is no cache of results and no static state that changes, so an
 *       undeployment leaves nothing behind.
 *   <li>Other files in the folder are left alone.
 *   <li>Numbers are not indexed as points. Reading a whole column takes tens of milliseconds for a million files, and
 *       points would add to each write.
 * </ol>
 *
 * <p>Not here: threads, when changes are applied, what is done about a damaged catalog.
 */
@NullMarked
package org.stowage.catalog.lucene;

import org.jspecify.annotations.NullMarked;

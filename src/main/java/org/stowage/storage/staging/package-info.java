/**
 * Writes what a store is given into a file of a local disk, whole and durable, before it becomes visible.
 *
 * <ol>
 *   <li>All stores share this room: one store links a complete file to a name beside it, another sends it away. A
 *       staged file does not know where it goes. A {@link org.stowage.storage.staging.StagedFile.Destination} decides
 *       that, and the {@link org.stowage.storage.staging.StagedUpload.Publication} of an upload may write more behind
 *       the body.
 *   <li>Partial files lie below the base path of the {@link org.stowage.storage.staging.Disk}, in
 *       {@value org.stowage.storage.staging.Staging#FOLDER}, because they can be linked or renamed only within one file
 *       system.
 *   <li>Content that is needed in many places is written once and has many names
 *       ({@link org.stowage.storage.staging.SharedFile}); it is never written again.
 *   <li>Each process owns a folder of partial files and holds a lock in it. A folder whose lock is free belonged to a
 *       process that has ended; it is swept at the start, if it can be. So two deployments may share one base path.
 *   <li>If many syncs of small files and directories are due, they begin together
 *       ({@link org.stowage.storage.staging.GroupCommit}): the file system writes more of them to the disk at once. Each
 *       upload still makes its own syncs, in its own order; none relies on those of another upload.
 *   <li>Created files and folders belong to the server's user alone. Symbolic links are not followed.
 *   <li>A full disk is told from other failures ({@link org.stowage.storage.OutOfSpaceException}). Tombstones and bans
 *       are then written into the {@link org.stowage.storage.staging.DiskReserve}.
 *   <li>The disk is probed at the start: if the file system cannot do something, the deployment fails, not the first
 *       upload.
 * </ol>
 *
 * <p>Not here: how a store names its files, what it writes behind them, and what replaces them. This room does not know
 * which store uses it.
 */
@NullMarked
package org.stowage.storage.staging;

import org.jspecify.annotations.NullMarked;

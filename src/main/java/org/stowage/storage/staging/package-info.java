/**
 * Brings what a store is given to a file of a local disk, whole and durable, before anybody sees it.
 *
 * <ol>
 *   <li>Staging is shared by stores: one links what is complete to a name beside it, another sends it away. A staged file does
 *       not know what becomes of it: that is for a {@link org.stowage.storage.staging.StagedFile.Destination}, and for the
 *       {@link org.stowage.storage.staging.StagedUpload.Publication} of an upload, which may write more behind the body.
 *   <li>Partial files lie below the base path of the {@link org.stowage.storage.staging.Disk}, in
 *       {@value org.stowage.storage.staging.Staging#FOLDER}: only on one file system can they be linked or renamed.
 *   <li>What is put into many places is written once and has many names ({@link org.stowage.storage.staging.SharedFile}); nobody
 *       writes into it again.
 *   <li>Every process owns one folder of partial files and holds a lock in it; a folder whose lock is free belonged to a
 *       dead process and is swept at start, if it can be. Two deployments may so share one base path.
 *   <li>Syncs of small files and of directories begin together where there are many ({@link org.stowage.storage.staging.GroupCommit}):
 *       the file system takes more of them to the disk at once. Each upload makes its own, in its own order; none relies on another's.
 *   <li>What is created belongs to the server's user alone. Symbolic links are not followed.
 *   <li>A full disk is told from other failures ({@link org.stowage.storage.OutOfSpaceException}); what must be written all the
 *       same is written into the {@link org.stowage.storage.staging.DiskReserve}.
 *   <li>The disk is probed at start: what the file system cannot do stops the deployment, not the first upload.
 * </ol>
 *
 * <p>Not here: how a store names its files, what it writes behind them, and what takes their place. This room does not know
 * which store uses it.
 */
@NullMarked
package org.stowage.storage.staging;

import org.jspecify.annotations.NullMarked;

/**
 * The store on a local (or NFS) file system.
 *
 * <ol>
 *   <li>Layout below the base path: {@code files/<2 hex>/<64 hex>}, named by the SHA-256 of the path in UTF-8
 *       (before it, of a tenant with a name, that name and NUL), because raw
 *       names fail under {@code LC_ALL=C} and above 255 bytes, "a" would block "a/b", and one directory per upload makes a
 *       cold walk six times slower; {@code bans/<kind>/<64 hex>}; {@code partial/<process>/} for uploads on their way in
 *       (the room {@code storage.staging} brings them there).
 *   <li>A folder is a store because {@code store.properties} is in it ({@link org.stowage.storage.local.Marker}): two lines in
 *       UTF-8, {@code format=1} and {@code id=}, a random UUID. It is written last when a store is begun, fsynced, linked to its
 *       name, directory fsynced, and never changed. Another format is not opened. Stores of the versions that wrote none have
 *       {@code files} and get one when they are opened.
 *   <li>No answer is "there is nothing" unless the marker was seen after nothing was found: else the store is missing
 *       ({@link org.stowage.storage.StoreMissingException}). Whoever finds something pays nothing for that; a miss pays one
 *       {@code lstat(2)}. What is published was written beside the store's own partial files, so it needs no look.
 *   <li>A deployment remembers outside of the store which one it had ({@link org.stowage.storage.local.KnownStore}), and begins
 *       none anew: a folder without marker, or at the same path with another id, is a disk that is not mounted or a path that
 *       is wrong. A store that goes away is closed, so that its disk can be unmounted, and opened again by the first
 *       call after it has come back ({@link org.stowage.storage.local.StoreAccess}).
 *   <li>Folders of the store that are missing beside the marker were tidied away, and are made again with a warning. One that
 *       had files or bans in it cannot be told from an empty one, as a deleted file cannot from one that never was.
 *   <li>A stored file is the content from offset 0, then its {@link org.stowage.storage.format.Trailer} of JSON ({@link org.stowage.storage.format.StoreJson}): content and
 *       description appear in one step, survive {@code cp}, {@code rsync} and {@code tar}, and one open serves a HEAD.
 *   <li>Publication: write the partial file, fsync it, hard-link it to its final name, fsync the directory, unlink the
 *       partial name. Only {@code link(2)} is atomic and refuses an existing name: {@code ATOMIC_MOVE} overwrites, a plain
 *       move lets second winners through, {@code CREATE_NEW} on the final name leaves half files after a crash.
 *   <li>Deletion: hard-link a tombstone beside the partial files, rename the new name over the final one, fsync
 *       the directory. So the name is never free: {@code link(2)} refuses uploads that were pending, without a second
 *       look-up, and a GET sees file or tombstone in the same one. The space is free once the last reader has closed the
 *       file. Who opens a file by its name looks whether a tombstone came first.
 *   <li>Tombstones that say the same are one file ({@link org.stowage.storage.local.SharedTombstones}): it is written and fsynced
 *       before its first name is used, by each process for itself, and lives on by its names when its own is swept. It does
 *       not know whose tombstone it is: its name says that. At 30 days of retention there are 12 tombstones for each file. On a
 *       full disk it is written into the {@link org.stowage.storage.staging.DiskReserve}, and one is enough for all files that go.
 *   <li>A ban is a file of its own ({@link org.stowage.storage.local.LocalBans}): written, fsynced, linked to its name,
 *       directory fsynced; on a full disk it is written into the reserve, too, and renamed. All that is kept in memory is which folder was empty, and that only until the folder is seen to have
 *       changed, so no process needs to be told.
 *   <li>A walk lists a shard, then reads its entries one by one, past the kept descriptions. What it has read of a tombstone it
 *       knows again by its inode ({@link org.stowage.storage.local.SeenTombstones}); names that are one file are opened once.
 *   <li>Partial files do not know what becomes of them ({@link org.stowage.storage.staging.StagedFile.Destination}): here they
 *       are linked or renamed into a shard. Nothing else here knows of shards while a body arrives.
 *   <li>Symbolic links are not followed: folders are checked at start, a stored file whenever it is looked up or opened.
 *   <li>A description that was read or written is kept for a while ({@link org.stowage.storage.local.MetadataCache}) and never trusted:
 *       every look-up asks the file system whether its file is still there and the same.
 *   <li>The file {@code time} tells the time of the last sweep ({@link org.stowage.storage.local.TimeFile}): a process that starts
 *       compares the clock of the machine with it.
 *   <li>The type of the file system tells whether a read may wait for another machine or process, NFS or FUSE say
 *       ({@link org.stowage.storage.local.FileSystemType}).
 *   <li>The base path is probed at start: what the file system cannot do stops the deployment, not the first upload.
 * </ol>
 *
 * <p>Not here: HTTP, tokens, settings, retention.
 */
@NullMarked
package org.stowage.storage.local;

import org.jspecify.annotations.NullMarked;

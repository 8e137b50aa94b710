/**
 * The store on a local or network file system.
 *
 * <ol>
 *   <li>Below the base path, files lie in {@code files/<2 hex>/<64 hex>}, named by the SHA-256 of the path in UTF-8; if
 *       the tenant has a name, that name and a NUL precede the path. Raw names fail under {@code LC_ALL=C} and above
 *       255 bytes, "a" would block "a/b", and one directory per upload makes a cold walk six times slower. Bans lie in
 *       {@code bans/<kind>/<64 hex>}. Uploads on their way in lie in {@code partial/<process>/}; the room
 *       {@code storage.staging} writes them.
 *   <li>A folder is a store if it contains {@code store.properties} ({@link org.stowage.storage.local.Marker}): two
 *       lines in UTF-8, {@code format=1} and {@code id=}, a random UUID. When a store is begun, this file is
 *       written last: fsynced, linked to its name, directory fsynced. It never changes. Another format is not opened.
 *       Stores of the versions that wrote none have {@code files}, and get one when they are opened.
 *   <li>If nothing is found, the marker is looked at before the answer is "there is nothing". Without the marker the
 *       store is missing ({@link org.stowage.storage.StoreMissingException}). So a hit costs nothing more, and a miss
 *       costs one {@code lstat(2)}. A publication needs no look, because its content was written beside the store's own
 *       partial files.
 *   <li>A deployment remembers outside of the store which one it had ({@link org.stowage.storage.local.KnownStore}),
 *       and never begins another. If the folder has no marker, or the same path has another id, then a disk is not
 *       mounted or the path is wrong. A store that goes away is closed, so that its disk can be unmounted, and the
 *       first call after its return opens it again ({@link org.stowage.storage.local.StoreAccess}).
 *   <li>If the marker is there but a folder of the store is missing, a clean-up has removed the folder: it is created
 *       again, with a warning. Nothing tells whether it had files or bans in it, just as nothing tells a file that a
 *       clean-up has removed from one that never existed.
 *   <li>What the mount holds between machines cannot be tried on one of them. On NFS its options tell it
 *       ({@link org.stowage.storage.local.NfsMount}); a harmful one is a warning, not a refusal, because one machine alone can live with it.
 *   <li>A stored file is the content from offset 0, followed by its {@link org.stowage.storage.format.Trailer} of JSON
 *       ({@link org.stowage.storage.format.StoreJson}). So content and description appear in one step and survive
 *       {@code cp}, {@code rsync} and {@code tar}, and a HEAD opens one file.
 *   <li>Publication: write the partial file, fsync it, hard-link it to its final name, fsync the directory, unlink the
 *       partial name. Only {@code link(2)} is atomic and refuses an existing name: {@code ATOMIC_MOVE} overwrites, a
 *       plain move lets second winners through, {@code CREATE_NEW} on the final name leaves half files after a crash.
 *   <li>Deletion: hard-link a tombstone beside the partial files, rename the new name over the final one, fsync the
 *       directory. So the name is never free: {@code link(2)} refuses pending uploads without a second look-up, and the
 *       look-up of a GET sees the file or the tombstone. The space is free when the last reader has closed the file. A
 *       reader that opens a file by its name checks for a tombstone.
 *   <li>Equal tombstones are one file ({@link org.stowage.storage.local.SharedTombstones}). Each process writes its
 *       own, and fsyncs it before the first name is used. Its first name lies among the partial files and is
 *       swept with them; the names in the shards stay. It does not contain the name of a deleted file: the place of the
 *       tombstone tells that. If files stay for 30 days and tombstones for a year, there are 12 tombstones for each file. On a full disk it is written into the
 *       {@link org.stowage.storage.staging.DiskReserve}, and one is enough for all files that are deleted.
 *   <li>A ban is a file of its own ({@link org.stowage.storage.local.LocalBans}): written, fsynced, linked to its name,
 *       directory fsynced. On a full disk it is written into the reserve and renamed. Memory holds only which kinds
 *       have bans, and only until the modification time of {@code bans} has changed, or for a second.
 *   <li>A walk lists a shard, then reads its entries one by one, without the
 *       {@link org.stowage.storage.local.MetadataCache}. It recognizes by its inode a tombstone that it has read before
 *       ({@link org.stowage.storage.local.SeenTombstones}), so that a file with many names is opened once.
 *   <li>Partial files do not know where they go ({@link org.stowage.storage.staging.StagedFile.Destination}): this room
 *       links or renames them into a shard. Nothing else here uses shards while a body arrives.
 *   <li>Symbolic links are not followed: folders are checked at the start, a stored file at each look-up and opening.
 *   <li>A description that was read or written is kept for a while ({@link org.stowage.storage.local.MetadataCache}),
 *       but each look-up asks the file system whether its file is still there and the same.
 *   <li>The content of a small file is kept with the identity of the file that it was read from
 *       ({@link org.stowage.storage.local.LocalContents}): one {@code lstat(2)} shows whether inode, size and time are
 *       still the same, and a GET costs nothing else here. If a read may wait for another machine, nothing is kept:
 *       such a file system may report a change late.
 *   <li>The file {@code time} contains the time of the last sweep ({@link org.stowage.storage.local.TimeFile}): a
 *       process that starts compares the clock of the machine with it.
 *   <li>The type of the file system tells whether a read may wait for another machine or process, as with NFS or FUSE
 *       ({@link org.stowage.storage.local.FileSystemType}).
 *   <li>The base path is probed at the start: if the file system cannot do something, the deployment fails, not the
 *       first upload.
 * </ol>
 *
 * <p>Not here: HTTP, tokens, settings, retention.
 */
@NullMarked
package org.stowage.storage.local;

import org.jspecify.annotations.NullMarked;

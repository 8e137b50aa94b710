/**
 * The store in a bucket of an S3-compatible object store, which several machines may use.
 *
 * <ol>
 *   <li>The layout is that of the local store, byte for byte, so that moving is copying: {@code <prefix>files/<2 hex>/<64 hex>} by
 *       the SHA-256 of the path, {@code <prefix>bans/<kind>/<64 hex>}, {@code <prefix>store.properties}, {@code <prefix>time}
 *       ({@link org.stowage.storage.s3.ObjectNames}). What the objects hold is in {@link org.stowage.storage.format}.
 *   <li>A look-up is one GET of the last bytes of an object: the description is there, and size and ETag come with it.
 *   <li>Publication: the body is complete on the local disk first ({@link org.stowage.storage.staging}), then one PutObject with
 *       {@code If-None-Match: *} makes it visible. Not multipart and not copy conditions: stores exist that report success there
 *       although the key is taken. So a file has at most 5 GiB with its description.
 *   <li>Whether a lost answer was a success is known by an id in the metadata of the object ({@link
 *       org.stowage.storage.s3.ConditionalPut}): a proxy in between may repeat a PUT too, so the id is looked at whenever the
 *       condition fails. Nothing is deleted after a failed PUT: the key may be another node's by then.
 *   <li>Deletion replaces the object by a tombstone, if it still has its ETag; where the store ignores that condition, only the
 *       deletions of one process exclude each other ({@link org.stowage.storage.s3.ObjectDeletion}).
 *   <li>The store is probed at start ({@link org.stowage.storage.s3.WriteProbe}): where of several writers of one key more than
 *       one wins, the deployment does not start, unless the admin said that this is good enough. Each gateway is probed alone and
 *       with all others, because several gateways of one store have let two win. A store that does not answer then is
 *       probed before the first write, a gateway before it is used ({@link org.stowage.storage.s3.BucketOpening}).
 *   <li>Gateways are used by turns. One that does not answer is avoided for some seconds, and what it was asked is asked another
 *       ({@link org.stowage.storage.s3.Gateways}): all requests are safe to repeat, PUTs by their condition and their id.
 *   <li>The SDK is called on threads that end with the deployment ({@link org.stowage.storage.s3.CallThreads}): it leaves things of
 *       its own in the threads that call it, and those of a server would keep the class loader.
 *   <li>An answer that is not one of S3 counts as none ({@link org.stowage.storage.s3.UnusableAnswerException}): a page of HTML with
 *       200 is no empty listing, because then no ban would hold.
 *   <li>The client of the SDK does not try again by itself: what may be repeated is known here ({@link
 *       org.stowage.storage.s3.ObjectClient}). Every call has an end in time.
 *   <li>Content is read in pieces, each by a GET of its own with the ETag: a slow reader holds no connection, and
 *       between two pieces no memory ({@link org.stowage.storage.s3.ObjectContent}).
 *   <li>What a look-up or a publication has shown is taken for true for two seconds, unless this node deletes the file ({@link
 *       org.stowage.storage.s3.RecentEntries}): so late may the deletion by another node show to a GET or HEAD. Uploads and
 *       deletions always ask the store. The content of a small file is kept in memory with its version; after two seconds one
 *       look-up shows whether the object still has it ({@link org.stowage.storage.s3.ObjectContents}).
 *   <li>The names of bans are kept in memory and listed anew every two seconds ({@link org.stowage.storage.s3.ObjectBans}): so
 *       late may a ban of another node be seen by an upload; the sweep takes down what came between.
 *   <li>Whether the bucket is there, every answer tells; whether the marker is, the start and the probes of the health look.
 * </ol>
 *
 * <p>Not here: settings, retention, multipart uploads, redirects to the store, what nodes have to agree on besides.
 */
@NullMarked
package org.stowage.storage.s3;

import org.jspecify.annotations.NullMarked;

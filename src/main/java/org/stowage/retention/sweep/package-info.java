/**
 * Deletes expired files in the background. The only room of retention with a thread.
 *
 * <ol>
 *   <li>The {@link org.stowage.retention.sweep.Sweeper} asks the catalog which files are due and touches no others; an
 *       entry that differs from the store is corrected. It holds no lock that a request waits for. No failure ends it,
 *       not even an {@code Error}, and it tells when it is late.
 *   <li>Files are evicted in the background, the oldest first, from the high watermark down to the low one. None is
 *       evicted while the clock is in doubt or the catalog lacks files.
 *   <li>The scrub walks through the whole store, one shard at a time: at once through shards that the catalog lacks,
 *       then through all if the catalog is in doubt, else by the clock. It leaves half of the time to others, unless
 *       the catalog lacks files.
 *   <li>When the rules have changed, the catalog gets the new time of each file, without a look at the files.
 *   <li>An entry that cannot be deleted does not stop a sweep. It is counted, the first ones are named in the log, and
 *       the next sweep tries again.
 *   <li>Banned files that still exist, for example after a crash, are deleted by the next sweep.
 *   <li>Nodes that share a store share this work: each deletes, scrubs and hashes in its own shards, and evicts from its own scopes
 *       ({@link org.stowage.retention.sweep.OwnWork}). Nothing is wrong if two do the same for a while: a file is only
 *       deleted if it is still the same.
 * </ol>
 *
 * <p>Not here: which files expire and why ({@code retention.policy}), and how a store deletes files.
 */
@NullMarked
package org.stowage.retention.sweep;

import org.jspecify.annotations.NullMarked;

/**
 * Deletes what has expired, without being asked: the one room of retention with a thread.
 *
 * <ol>
 *   <li>The {@link org.stowage.retention.sweep.Sweeper} sweeps one shard at a time; which one is due follows from the time of day
 *       alone, so restarts change nothing, and nodes may sweep the same shard at once, for deleting and purging are idempotent. It
 *       holds no lock that a request waits for. Nothing that goes wrong ends it, also no {@code Error}; it knows when it is late.
 *   <li>At the start, and if the policy comes to ask for more than was counted, of owners say, it counts all shards at once.
 *   <li>An entry that cannot be removed stops no sweep: it is counted, named in the log, and tried again with the next one.
 *   <li>What is banned and still there, after a crash say, goes with the count at the start or with the next sweep.
 * </ol>
 *
 * <p>Not here: what is deleted and why ({@code retention.policy}), and how a store removes files.
 */
@NullMarked
package org.stowage.retention.sweep;

import org.jspecify.annotations.NullMarked;

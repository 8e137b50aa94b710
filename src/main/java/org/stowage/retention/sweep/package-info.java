/**
 * Deletes what has expired, without being asked: the one room of retention with a thread.
 *
 * <ol>
 *   <li>The {@link org.stowage.retention.sweep.Sweeper} asks the catalog what is due and touches nothing else; what differs from the
 *       store is corrected. It holds no lock that a request waits for. Nothing that goes wrong ends it, also no {@code Error}; it
 *       knows when it is late.
 *   <li>Room is made in the background, the oldest files first, between two watermarks; not while the clock is in doubt or the
 *       catalog lacks files.
 *   <li>The scrub looks through all of the store, a shard at a time: what the catalog lacks at once, a catalog that is in doubt next, and
 *       all by the clock. It gives half of the time to others.
 *   <li>When the rules have changed, the catalog is told when each file is due now, without a look at the files.
 *   <li>An entry that cannot be removed stops no sweep: it is counted, named in the log, and tried again with the next one.
 *   <li>What is banned and still there, after a crash say, goes with the next sweep.
 * </ol>
 *
 * <p>Not here: what is deleted and why ({@code retention.policy}), and how a store removes files.
 */
@NullMarked
package org.stowage.retention.sweep;

import org.jspecify.annotations.NullMarked;

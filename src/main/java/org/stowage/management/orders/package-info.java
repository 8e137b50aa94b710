/**
 * The orders of admins that may take long: deletions, bans and erasures, carried out as jobs.
 *
 * <ol>
 *   <li>An order says what it will do before it is given ({@link org.stowage.management.orders.Orders#preview}).
 *   <li>The admin gives an order its id. The same order with the same id is the same job, so a client that got no answer
 *       can send it again. Another order with that id is refused.
 *   <li>One thread carries out one job after the other, so that two admins cannot get in each other's way. A job can be
 *       stopped between two files. It holds no list of files in memory.
 *   <li>The ids are forgotten when the deployment ends. That does no harm: what was deleted stays deleted, a ban holds,
 *       and the same order, given again, does the rest.
 *   <li>The erasure of a user leaves a record ({@link org.stowage.management.orders.ErasureRecord}): what was removed,
 *       signed with a key of this deployment.
 * </ol>
 *
 * <p>Not here: how files are deleted ({@code retention}).
 */
@NullMarked
package org.stowage.management.orders;

import org.jspecify.annotations.NullMarked;

/**
 * The nodes that share one store: which of them live, which does what work, and what they tell each other about usage.
 *
 * <ol>
 *   <li>A node tells that it lives by a row in a table that all nodes share ({@link org.stowage.nodes.NodeTable}). It renews the row
 *       every second ({@link org.stowage.nodes.Nodes}). The clock of the table decides how old a row is, because the
 *       clocks of nodes differ.
 *   <li>A node is dead when its row is older than {@link org.stowage.nodes.NodeSeen#LEASE}. It may live all the same and
 *       have lost only the table, so nothing that must be right depends on who is dead: every deletion has a condition of its own.
 *   <li>Each shard of the store, and each other piece of work, belongs to one of the live nodes that sweep
 *       ({@link org.stowage.nodes.Membership}), by rendezvous hashing: if a node comes or goes, only its own pieces move. A node that
 *       has lost the table counts as alone and owns everything.
 *   <li>Each node publishes the changes of usage that the catalog lacks, and what it has reserved
 *       ({@link org.stowage.nodes.SharedUsage}). They are sums by owner, not files. No request waits for this: requests
 *       use what was last heard.
 *   <li>A change is numbered by the batch in which the catalog gets it. The table has the number of the last batch that
 *       each node has written, and that number changes in the same transaction as the batch. So whoever reads the sums of the
 *       catalog and these numbers in one transaction knows which published changes the sums have.
 * </ol>
 *
 * <p>Not here: SQL ({@code catalog.sql}), the sums themselves and the quotas ({@code retention.usage}), and the work
 * ({@code retention.sweep}).
 */
@NullMarked
package org.stowage.nodes;

import org.jspecify.annotations.NullMarked;

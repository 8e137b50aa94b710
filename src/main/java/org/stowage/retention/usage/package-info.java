/**
 * Counts how much is stored and how much is being uploaded, to compare it with the quotas.
 *
 * <ol>
 *   <li>Bytes are reserved before a body is read, in the same short step that checks the quotas. They are counted as
 *       stored when the file is published, and released if it is not. So uploads at the same time cannot exceed a quota
 *       together.
 *   <li>{@link org.stowage.retention.usage.UsageAccounting} begins with the sums of the catalog. Each change of this
 *       process is counted in the same step that adds it to the changes for the catalog, so the sums of the
 *       catalog and the changes that are not in them yet always add up to what is stored.
 *   <li>A comparison of the catalog with the store leaves out the keys that are changed meanwhile, because those
 *       changes reach the catalog and the counts anyway.
 *   <li>If the quotas evict, {@link org.stowage.retention.usage.Excess} says how much is to be evicted: of a scope
 *       above its high watermark, or for an upload that was refused.
 *   <li>Nodes that share a store tell each other, once a second, what they have changed and reserved
 *       ({@link org.stowage.nodes.SharedUsage}), as sums by owner. A node counts what it has heard like its own changes, until the
 *       sums of the catalog have it. So what it does not know is what the others have admitted since they were last
 *       heard. No request waits for this.
 * </ol>
 *
 * <p>Not here: the deletion of files, the walk through the store, and the catalog itself.
 */
@NullMarked
package org.stowage.retention.usage;

import org.jspecify.annotations.NullMarked;

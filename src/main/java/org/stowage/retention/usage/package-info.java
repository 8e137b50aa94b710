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
 * </ol>
 *
 * <p>Not here: the deletion of files, the walk through the store, and the catalog itself.
 */
@NullMarked
package org.stowage.retention.usage;

import org.jspecify.annotations.NullMarked;

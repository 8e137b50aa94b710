/**
 * How much is stored and how much is on its way: what the quotas are compared with.
 *
 * <ol>
 *   <li>Bytes are reserved before a body is read, in one short step with the check, and turned into usage when the file is
 *       published or given back when it is not: uploads at the same time cannot exceed a quota together.
 *   <li>{@link org.stowage.retention.usage.UsageAccounting} begins with the sums of the catalog. Each change of this process is counted in
 *       the step that adds it to the changes that the catalog is still to be told, so new sums and those changes together are exact.
 *   <li>Who compares the catalog with the store watches which keys are changed meanwhile, and leaves those alone: both sides are
 *       told of them.
 *   <li>Where the quotas want that, {@link org.stowage.retention.usage.Excess} says what there is too much of: above the high
 *       watermark, or for an upload that was refused.
 * </ol>
 *
 * <p>Not here: who deletes files, when the store is walked, and how the catalog is kept.
 */
@NullMarked
package org.stowage.retention.usage;

import org.jspecify.annotations.NullMarked;

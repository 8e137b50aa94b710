package org.stowage.management.orders;

import org.stowage.retention.DeletionResult;

/**
 * What an order has done.
 *
 * @param deletions the deleted files, and what is left
 * @param lifted whether a ban was lifted
 */
public record OrderResult(DeletionResult deletions, boolean lifted) {

    static OrderResult of(DeletionResult deletions) {
        return new OrderResult(deletions, false);
    }
}

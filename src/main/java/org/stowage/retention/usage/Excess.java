package org.stowage.retention.usage;

import org.stowage.retention.policy.Limit;

/**
 * That there is too much.
 *
 * @param limit what there is too much of
 * @param scope whose files are to go
 * @param bytes that are to go
 * @param forUpload whether they are to go for one upload only, which is not worth it if they are not enough
 */
public record Excess(Limit limit, Scope scope, long bytes, boolean forUpload) {}

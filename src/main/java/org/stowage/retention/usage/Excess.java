package org.stowage.retention.usage;

import org.stowage.retention.policy.Limit;

/**
 * Bytes that are to be evicted because of a limit.
 *
 * @param limit the limit that is the reason
 * @param scope whose files may be evicted
 * @param bytes how many are to be evicted
 * @param forUpload whether the room is for one refused upload; then nothing is evicted if it would not be enough
 */
public record Excess(Limit limit, Scope scope, long bytes, boolean forUpload) {}

package org.stowage.nodes;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that one node has reserved for uploads of one owner.
 *
 * @param tenant the name of the tenant, which may be empty
 * @param owner null if not known
 * @param bytes how many
 */
public record ReservedBytes(String tenant, @Nullable String owner, long bytes) {}

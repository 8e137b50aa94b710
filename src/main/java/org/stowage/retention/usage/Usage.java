package org.stowage.retention.usage;

import java.util.Map;

/**
 * How much is stored.
 *
 * @param files how many there are
 * @param bytes they have
 * @param reserved bytes that are held for uploads under way
 * @param tenants the bytes by tenant; the one without a name is empty
 * @param owners of how many owners there are files, if that matters
 * @param complete whether all was counted, not only what the first walk has seen so far
 */
public record Usage(long files, long bytes, long reserved, Map<String, Long> tenants, int owners, boolean complete) {}

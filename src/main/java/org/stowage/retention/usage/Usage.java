package org.stowage.retention.usage;

import java.util.Map;

/**
 * How much is stored.
 *
 * @param files how many there are
 * @param bytes they have
 * @param reserved bytes that are held for uploads under way
 * @param tenants the bytes by tenant; the one without a name is empty
 * @param owners of how many owners there are files
 * @param complete whether that is all there is, not only what is known so far
 */
public record Usage(long files, long bytes, long reserved, Map<String, Long> tenants, int owners, boolean complete) {}

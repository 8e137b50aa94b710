package org.stowage.retention.usage;

import java.util.Map;

/**
 * How much is stored.
 *
 * @param files how many are stored
 * @param bytes of these files
 * @param reserved bytes of uploads under way
 * @param tenants the bytes by the tenant's name, which may be empty
 * @param owners how many owners have files
 * @param complete whether all stored files are counted
 */
public record Usage(long files, long bytes, long reserved, Map<String, Long> tenants, int owners, boolean complete) {}

package org.stowage.catalog;

/**
 * How much matches a query.
 *
 * @param files how many
 * @param bytes of these files
 */
public record FileTotal(long files, long bytes) {}

package org.stowage.bench;

/**
 * One figure of the catalog.
 *
 * @param files how many it has
 * @param what was measured
 * @param figure with its unit
 */
public record CatalogResult(long files, String what, String figure) {}

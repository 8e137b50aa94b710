package org.stowage.bench;

/**
 * One figure of retention and quotas.
 *
 * @param files how many are stored
 * @param what was measured
 * @param figure with its unit
 */
public record RetentionResult(long files, String what, String figure) {}

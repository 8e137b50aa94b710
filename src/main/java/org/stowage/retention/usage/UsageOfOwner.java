package org.stowage.retention.usage;

/**
 * How much one owner has.
 *
 * @param owner who it is
 * @param files how many
 * @param bytes they have
 */
public record UsageOfOwner(Owner owner, long files, long bytes) {}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * How many files meet the conditions.
 *
 * @param files how many
 * @param bytes of these files
 */
@JsonbPropertyOrder({"files", "bytes"})
public record FileAmount(long files, long bytes) {}

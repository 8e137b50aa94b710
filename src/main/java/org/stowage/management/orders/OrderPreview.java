package org.stowage.management.orders;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * What an order would do now.
 *
 * @param sentence what it does, and how many files it deletes
 * @param files how many it deletes, as far as the catalog knows
 * @param bytes of these files
 * @param exact whether the catalog has all files and each SHA-256 that counts
 */
@JsonbPropertyOrder({"sentence", "files", "bytes", "exact"})
public record OrderPreview(String sentence, long files, long bytes, boolean exact) {}

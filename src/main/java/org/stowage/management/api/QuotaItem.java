package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A quota.
 *
 * @param name as in the settings, without {@code stowage.quota.}
 * @param limit in bytes
 * @param used bytes that count; null for a quota of each owner
 */
@JsonbPropertyOrder({"name", "limit", "used"})
public record QuotaItem(String name, long limit, @Nullable Long used) {}

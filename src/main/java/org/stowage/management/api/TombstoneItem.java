package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a deleted file.
 *
 * @param reason {@code deleted}, {@code expired}, {@code evicted} or {@code taken-down}
 * @param deleted when, or up to an hour later
 * @param until from when on the name may be forgotten; null if a token for it may be valid for ever
 */
@JsonbPropertyOrder({"reason", "deleted", "until"})
public record TombstoneItem(
        String reason, Instant deleted, @Nullable Instant until) {}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the store grows.
 *
 * @param days over how many days this was counted
 * @param stored bytes that were stored in these days and are still there
 * @param due bytes that will be deleted by their age in as many days
 * @param bytesPerDay the difference, by day; not negative
 * @param fullAt when there is no room any more, at this pace; null if not within a hundred years
 * @param fullBy what is full then: {@code disk} or the name of a quota
 */
@JsonbPropertyOrder({"days", "stored", "due", "bytesPerDay", "fullAt", "fullBy"})
public record PaceItem(
        int days,
        long stored,
        long due,
        long bytesPerDay,
        @Nullable Instant fullAt,
        @Nullable String fullBy) {}

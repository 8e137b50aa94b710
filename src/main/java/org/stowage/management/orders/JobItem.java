package org.stowage.management.orders;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order that was given.
 *
 * @param id the name that the admin has given to it
 * @param action as in the order
 * @param subject what the order is about
 * @param admin who gave it
 * @param state {@code waiting}, {@code running}, {@code stopped}, {@code done}, {@code incomplete} or {@code failed}
 * @param percent how much of the store is looked through
 * @param files deleted so far
 * @param bytes of these files
 * @param left files or parts of the store that could not be read or removed
 * @param given when it was given
 * @param begun when it began
 * @param ended when it ended
 * @param sentence what it does, or what came of it
 * @param record whether there is a signed record
 */
@JsonbPropertyOrder({
    "id",
    "action",
    "subject",
    "admin",
    "state",
    "percent",
    "files",
    "bytes",
    "left",
    "given",
    "begun",
    "ended",
    "sentence",
    "record"
})
public record JobItem(
        String id,
        String action,
        String subject,
        String admin,
        String state,
        int percent,
        long files,
        long bytes,
        long left,
        Instant given,
        @Nullable Instant begun,
        @Nullable Instant ended,
        String sentence,
        boolean record) {}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refused upload or deletion.
 *
 * @param id its number since the start
 * @param time when
 * @param method {@code PUT} or {@code DELETE}
 * @param status of the answer
 * @param code why, as in the log
 * @param sentence what the client was told
 * @param client the IP address; null if addresses are not logged
 * @param path of the URL, without its query
 * @param length that the client claims, in bytes
 * @param type that the client claims
 * @param owner if the token tells
 * @param request the id of the request, as in the log
 * @param detail what the log says besides; may be empty
 */
@JsonbPropertyOrder({
    "id",
    "time",
    "method",
    "status",
    "code",
    "sentence",
    "client",
    "path",
    "length",
    "type",
    "owner",
    "request",
    "detail"
})
public record RefusalItem(
        long id,
        Instant time,
        String method,
        int status,
        String code,
        String sentence,
        @Nullable String client,
        String path,
        @Nullable Long length,
        @Nullable String type,
        @Nullable String owner,
        String request,
        String detail) {}

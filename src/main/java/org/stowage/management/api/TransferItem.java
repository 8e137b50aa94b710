package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * An upload or download under way.
 *
 * @param id its name for the call that ends it
 * @param direction {@code upload} or {@code download}
 * @param key as in {@link FileItem}
 * @param owner whose file it is, if that is known
 * @param client the IP address; null if addresses are not logged
 * @param size bytes of the whole
 * @param done bytes that have come or gone
 * @param seconds since it began
 * @param bytesPerSecond since it began
 */
@JsonbPropertyOrder({"id", "direction", "key", "owner", "client", "size", "done", "seconds", "bytesPerSecond"})
public record TransferItem(
        String id,
        String direction,
        String key,
        @Nullable String owner,
        @Nullable String client,
        long size,
        long done,
        double seconds,
        long bytesPerSecond) {}

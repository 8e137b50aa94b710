package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored file.
 *
 * @param key the name for other calls: the path, percent-encoded, and before it the tenant and a space if that has a name
 * @param tenant the name of the tenant, which may be empty
 * @param path the path below the base URL, decoded
 * @param size in bytes
 * @param type the media type
 * @param owner who uploaded it, as the XMPP server names them; null if it does not
 * @param stored when it was stored
 * @param due when it is deleted by its age; null if never
 * @param sha256 of the content, 64 hex digits; null if it is not known yet
 */
@JsonbPropertyOrder({"key", "tenant", "path", "size", "type", "owner", "stored", "due", "sha256"})
public record FileItem(
        String key,
        String tenant,
        String path,
        long size,
        String type,
        @Nullable String owner,
        Instant stored,
        @Nullable Instant due,
        @Nullable String sha256) {}

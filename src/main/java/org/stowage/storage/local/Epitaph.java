package org.stowage.storage.local;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.FileKey;
import org.stowage.storage.Tombstone;

/**
 * The JSON of a tombstone, as it is in the file.
 *
 * @param path the decoded path of the file that was there
 * @param buried in ISO 8601, UTC
 * @param reason in lower case, such as {@code taken-down}
 * @param tenant whose file it was; absent for the one without a name
 */
public record Epitaph(
        String path,
        Instant buried,
        String reason,
        @Nullable String tenant) {

    static Epitaph of(Tombstone tombstone) {
        FileKey key = tombstone.key();
        return new Epitaph(
                key.path(),
                tombstone.buried(),
                tombstone.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                key.tenant().isEmpty() ? null : key.tenant());
    }

    /** A member that is missing in the JSON is null here, whatever its type says. */
    Tombstone toTombstone() {
        return new Tombstone(
                new FileKey(tenant == null ? "" : tenant, path),
                Objects.requireNonNull(buried),
                Tombstone.Reason.valueOf(reason.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
}

package org.stowage.catalog;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Further conditions for files. One that is null is not checked.
 *
 * @param type the media type without parameters, in lower case, or all of a kind as {@code image/*}
 * @param minSize the file has so many bytes or more
 * @param maxSize the file has so many bytes or fewer
 * @param storedFrom the file was stored at this moment or later
 * @param storedBefore the file was stored before this moment
 */
public record FileBounds(
        @Nullable String type,
        @Nullable Long minSize,
        @Nullable Long maxSize,
        @Nullable Instant storedFrom,
        @Nullable Instant storedBefore) {

    /** No condition. */
    public static final FileBounds NONE = new FileBounds(null, null, null, null, null);

    /** Tells whether a file of this type, with this size and time, meets all conditions. */
    public boolean contain(long size, Instant stored, String mediaType) {
        return contain(size, stored) && isType(mediaType);
    }

    /** Tells whether size and time meet the conditions. */
    public boolean contain(long size, Instant stored) {
        return (minSize == null || size >= minSize)
                && (maxSize == null || size <= maxSize)
                && (storedFrom == null || !stored.isBefore(storedFrom))
                && (storedBefore == null || stored.isBefore(storedBefore));
    }

    /** Tells whether a media type, as a file has it, meets the condition. */
    public boolean isType(String mediaType) {
        if (type == null) {
            return true;
        }
        String plain = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.endsWith("/*") ? plain.startsWith(type.substring(0, type.length() - 1)) : plain.equals(type);
    }
}

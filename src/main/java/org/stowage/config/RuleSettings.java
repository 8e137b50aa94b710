package org.stowage.config;

import org.jspecify.annotations.Nullable;

/**
 * A retention rule. It applies to the files that match all of its conditions.
 *
 * @param name its name in the settings
 * @param keepFor how long the files are kept, or null for ever
 * @param type their media type, such as {@code image/png} or {@code image/*}; null for any
 * @param fileName a pattern of their last segment; null for any
 * @param owner a pattern of their owner; null for any owner or none
 * @param tenant the name of their tenant; null for any
 * @param largerThan they have more bytes than this; null for any size
 * @param smallerThan they have fewer bytes than this; null for any size
 */
public record RuleSettings(
        String name,
        @Nullable TimeSpan keepFor,
        @Nullable String type,
        @Nullable String fileName,
        @Nullable String owner,
        @Nullable String tenant,
        @Nullable ByteSize largerThan,
        @Nullable ByteSize smallerThan) {

    /** Tells whether every file matches. */
    boolean matchesAll() {
        return type == null
                && fileName == null
                && owner == null
                && tenant == null
                && largerThan == null
                && smallerThan == null;
    }

    /** Tells whether no file can match. */
    boolean matchesNone() {
        return largerThan != null && smallerThan != null && largerThan.bytes() >= smallerThan.bytes() - 1;
    }
}

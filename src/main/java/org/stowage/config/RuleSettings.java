package org.stowage.config;

import org.jspecify.annotations.Nullable;

/**
 * A rule about the files that match all it asks for.
 *
 * @param name the admin's word for it
 * @param keepFor how long they are kept, or null if for ever
 * @param type their media type, such as {@code image/png} or {@code image/*}; null for any
 * @param fileName a pattern of their last segment; null for any
 * @param owner a pattern of who uploaded them; null for all files, also those of an unknown owner
 * @param tenant whose they are; null for any
 * @param largerThan they have more bytes; null for any
 * @param smallerThan they have fewer bytes; null for any
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

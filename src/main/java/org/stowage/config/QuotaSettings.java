package org.stowage.config;

import org.jspecify.annotations.Nullable;

/**
 * How much may be stored.
 *
 * @param total in all, or null for any amount
 * @param freeSpace what must stay free on the disk, or null if nothing must
 * @param owner of one owner, or null for any amount
 * @param ownerDaily of one owner in one day, or null for any amount
 * @param policy what happens when it is too much
 */
public record QuotaSettings(
        @Nullable ByteSize total,
        @Nullable ByteSize freeSpace,
        @Nullable ByteSize owner,
        @Nullable ByteSize ownerDaily,
        Policy policy) {

    /** What happens to an upload for which a quota has no room. */
    public enum Policy {
        /** It is refused. */
        REFUSE,
        /** The oldest files go until it fits. */
        EVICT_OLDEST
    }
}

package org.stowage.config;

import org.jspecify.annotations.Nullable;

/**
 * The limits of the store.
 *
 * @param total the limit of all files together, or null for none
 * @param freeSpace the bytes that must stay free on the disk, or null for none
 * @param owner the limit of the files of one owner, or null for none
 * @param ownerDaily the limit of one owner's uploads in one day, or null for none
 * @param policy what happens when there is no room
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
        /** The oldest files are deleted until it fits. */
        EVICT_OLDEST
    }
}

package org.stowage.retention.policy;

/** The limits of the quotas. An upload that exceeds several is refused with the first of them in this order. */
public enum Limit {
    /** The bytes that one owner has uploaded since midnight UTC, and that are still there. */
    OWNER_DAILY,
    /** The bytes of one owner's files. */
    OWNER,
    /** The bytes of one tenant's files. */
    TENANT,
    /** The bytes of all files. */
    TOTAL,
    /** The bytes that must stay free on the disk. */
    FREE_SPACE
}

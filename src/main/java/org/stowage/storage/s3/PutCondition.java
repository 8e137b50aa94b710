package org.stowage.storage.s3;

import org.jspecify.annotations.Nullable;

/**
 * What must be so before an object is written.
 *
 * @param mustBeFree whether there may be none under its key
 * @param version which version must be there; null for any
 */
record PutCondition(boolean mustBeFree, @Nullable String version) {

    /** None. */
    static final PutCondition NONE = new PutCondition(false, null);

    /** Nothing is there. */
    static final PutCondition FREE = new PutCondition(true, null);

    /** This very version is there. */
    static PutCondition of(String version) {
        return new PutCondition(false, version);
    }

    /** Tells whether the same again may succeed with this there. */
    boolean stillHolds(@Nullable String there) {
        if (mustBeFree) {
            return there == null;
        }
        return version == null || version.equals(there);
    }
}

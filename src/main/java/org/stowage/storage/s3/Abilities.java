package org.stowage.storage.s3;

/**
 * What an object store can do, as was seen at the start.
 *
 * @param keepsFirst whether of several that write one key at once exactly one wins
 * @param replacesIfSame whether it replaces an object only if that has the version that was named
 * @param deletesIfSame the same of deletion
 */
record Abilities(boolean keepsFirst, boolean replacesIfSame, boolean deletesIfSame) {

    /** Nothing is missing. */
    static final Abilities ALL = new Abilities(true, true, true);

    /** Returns what both can. */
    Abilities and(Abilities other) {
        return new Abilities(
                keepsFirst && other.keepsFirst,
                replacesIfSame && other.replacesIfSame,
                deletesIfSame && other.deletesIfSame);
    }
}

package org.stowage.retention.sweep;

/**
 * What a comparison of the catalog with the store has found.
 *
 * @param lacking files that the catalog lacked
 * @param gone files that it had, and that are not there
 * @param different entries that were not as they should be
 */
public record Differences(long lacking, long gone, long different) {

    /** There were none. */
    public static final Differences NONE = new Differences(0, 0, 0);

    Differences plus(Differences others) {
        return new Differences(lacking + others.lacking, gone + others.gone, different + others.different);
    }
}

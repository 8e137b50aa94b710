package org.stowage.retention.sweep;

/**
 * What a comparison of the catalog with the store has found.
 *
 * @param lacking files that were not in the catalog
 * @param gone entries whose files do not exist
 * @param different entries that were wrong otherwise
 */
public record Differences(long lacking, long gone, long different) {

    /** No differences. */
    public static final Differences NONE = new Differences(0, 0, 0);

    Differences plus(Differences others) {
        return new Differences(lacking + others.lacking, gone + others.gone, different + others.different);
    }
}

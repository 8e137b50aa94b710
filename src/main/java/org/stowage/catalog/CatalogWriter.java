package org.stowage.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A catalog that this process writes. One thread at a time applies changes; other threads may ask questions meanwhile.
 */
public interface CatalogWriter extends Catalog {

    /** Computes new properties from those that the catalog has. */
    @FunctionalInterface
    interface PropertyChange {

        /**
         * Returns the properties of the catalog from now on. May be called again if the changes could not be applied.
         *
         * @param now the properties that it has; empty if nothing was applied yet
         * @throws DamagedCatalogException if they are malformed
         */
        Map<String, String> of(Map<String, String> now) throws DamagedCatalogException;
    }

    /**
     * Applies changes, all or none, durably: once this returns, every question sees them, even after a crash.
     *
     * @param changes in order; of several changes of a key the last counts
     * @param properties how the properties change
     * @param batch the number of the last batch whose changes the catalog has from now on; only a catalog that several
     *     nodes share keeps it
     * @return the new properties
     * @throws DamagedCatalogException if the data of the catalog is damaged
     * @throws IOException if the changes cannot be written; the catalog must then be closed, and has either all of
     *     these changes or none
     */
    Map<String, String> apply(List<CatalogChange> changes, PropertyChange properties, long batch) throws IOException;

    /** Applies changes as {@link #apply(List, PropertyChange, long)} does, of no numbered batch, and replaces all properties. */
    default void apply(List<CatalogChange> changes, Map<String, String> properties) throws IOException {
        apply(changes, now -> properties, 0);
    }
}

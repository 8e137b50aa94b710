package org.stowage.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A catalog that this process writes. One thread at a time applies changes; other threads may ask questions meanwhile.
 */
public interface CatalogWriter extends Catalog {

    /**
     * Applies changes, all or none, durably: once this returns, every question sees them, even after a crash.
     *
     * @param changes in order; of several changes of a key the last counts
     * @param properties the properties of the catalog from now on; they replace the former ones
     * @throws DamagedCatalogException if the data of the catalog is damaged
     * @throws IOException if the changes cannot be written; the catalog must then be closed, and has either all of
     *     these changes or none
     */
    void apply(List<CatalogChange> changes, Map<String, String> properties) throws IOException;
}

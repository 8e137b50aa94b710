package org.stowage.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A catalog that this process writes. Changes are applied by one thread at a time; questions may be asked meanwhile. */
public interface CatalogWriter extends Catalog {

    /**
     * Applies changes, all or none, durably: once this returns, every question sees them, also after a crash.
     *
     * @param changes in order; a later one for the same key counts
     * @param properties that the catalog has from now on
     * @throws DamagedCatalogException if what is kept cannot be understood
     * @throws IOException if it cannot be written; then the catalog is to be closed, and what it has is what it had before, or
     *     has these changes too
     */
    void apply(List<CatalogChange> changes, Map<String, String> properties) throws IOException;
}

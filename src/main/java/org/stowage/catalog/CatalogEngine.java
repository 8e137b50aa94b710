package org.stowage.catalog;

import java.io.IOException;
import java.util.Optional;

/** Opens the catalog of one store. Used by one thread. */
public interface CatalogEngine {

    /**
     * Opens the catalog, an empty one if there is none.
     *
     * @return nothing if another process, or another deployment of this one, writes it, and only one can
     * @throws DamagedCatalogException if what is kept cannot be understood, or is of another version
     * @throws IOException if it cannot be read or written
     */
    Optional<CatalogWriter> openToWrite() throws IOException;

    /**
     * Opens what another process writes, as of now: later changes are not seen.
     *
     * @return nothing if nothing was written yet
     * @throws IOException if it cannot be read
     */
    Optional<Catalog> openToRead() throws IOException;

    /**
     * Throws away all that is kept. Nobody may have it open.
     *
     * @throws IOException if it cannot be written
     */
    void discard() throws IOException;

    /** Tells whether several processes write it at once, each the changes that it makes itself. */
    boolean isShared();
}

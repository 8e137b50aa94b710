package org.stowage.catalog;

import java.io.IOException;
import java.util.Optional;

/** Opens the catalog of one store. Used by one thread at a time. */
public interface CatalogEngine {

    /**
     * Opens the catalog to write it, and creates an empty one if there is none.
     *
     * @return the catalog; empty if only one writer is allowed, and another process or deployment is that writer
     * @throws DamagedCatalogException if the data of the catalog is damaged or of another version
     * @throws IOException if it cannot be read or written
     */
    Optional<CatalogWriter> openToWrite() throws IOException;

    /**
     * Opens a catalog that another process writes, to read it as of now. The reader need not see later changes.
     *
     * @return the catalog; empty if nothing was written yet
     * @throws DamagedCatalogException if the data of the catalog is damaged or of another version
     * @throws IOException if it cannot be read
     */
    Optional<Catalog> openToRead() throws IOException;

    /**
     * Deletes all data of the catalog. This process must have closed it before.
     *
     * @throws IOException if it cannot be written
     */
    void discard() throws IOException;

    /** Tells whether several processes may write the catalog at the same time, each its own changes. */
    boolean isShared();
}

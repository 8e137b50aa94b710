package org.stowage.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Questions about what is stored, as of the last changes that were applied. Safe for any number of threads; a thread that is
 * interrupted spoils nothing for the others.
 */
public interface Catalog extends AutoCloseable {

    /**
     * Finds files.
     *
     * @return at most as many as the query asks for, in its order
     * @throws DamagedCatalogException if what is kept cannot be understood
     * @throws IOException if it cannot be read
     */
    List<CatalogEntry> find(FileQuery query) throws IOException;

    /**
     * Shows all files of a shard, in no order.
     *
     * @throws DamagedCatalogException if what is kept cannot be understood
     * @throws IOException if it cannot be read
     */
    void forEach(int shard, Consumer<CatalogEntry> visitor) throws IOException;

    /**
     * Shows how much each owner of each tenant has, by day.
     *
     * @param firstDay in days since the epoch, UTC; the files of all days before are summed up as {@link Sums#EARLIER}
     * @throws DamagedCatalogException if what is kept cannot be understood
     * @throws IOException if it cannot be read
     */
    void sum(long firstDay, Sums sums) throws IOException;

    /**
     * Returns what the last change that had properties said of the catalog itself; empty if none had.
     *
     * @throws DamagedCatalogException if what is kept cannot be understood
     * @throws IOException if it cannot be read
     */
    Map<String, String> properties() throws IOException;

    /** Gives up what this process holds of it. What is kept stays. */
    @Override
    void close() throws IOException;
}

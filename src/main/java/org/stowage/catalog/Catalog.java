package org.stowage.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Answers questions about the stored files, as of the last applied changes. Safe for any number of threads; an
 * interrupt of one thread does not affect the others.
 */
public interface Catalog extends AutoCloseable {

    /**
     * Finds files.
     *
     * @return the files that match the query, in its order, at most as many as its limit
     * @throws CatalogTimeoutException if the answer takes longer than the query allows
     * @throws DamagedCatalogException if the data of the catalog is damaged
     * @throws IOException if it cannot be read
     */
    List<CatalogEntry> find(FileQuery query) throws IOException;

    /**
     * Counts the files that match the query. Its order, its limit and its place are not used, except that {@link
     * FileQuery.Order#DUE} leaves out files that are never due.
     *
     * @throws CatalogTimeoutException if the answer takes longer than the query allows
     * @throws DamagedCatalogException if the data of the catalog is damaged
     * @throws IOException if it cannot be read
     */
    FileTotal total(FileQuery query) throws IOException;

    /**
     * Passes all files of a shard to the visitor, in no particular order. An unchecked exception of the visitor is
     * passed on.
     *
     * @throws DamagedCatalogException if the data of the catalog is damaged
     * @throws IOException if it cannot be read
     */
    void forEach(int shard, Consumer<CatalogEntry> visitor) throws IOException;

    /**
     * Passes on how many files and bytes there are, by tenant, owner and day.
     *
     * @param firstDay the first day with sums of its own, in days since the epoch, UTC; older files are summed up as
     *     {@link Sums#EARLIER}
     * @throws DamagedCatalogException if the data of the catalog is damaged
     * @throws IOException if it cannot be read
     */
    void sum(long firstDay, Sums sums) throws IOException;

    /**
     * Returns the properties of the last {@link CatalogWriter#apply}; empty if there was none.
     *
     * @throws DamagedCatalogException if the data of the catalog is damaged
     * @throws IOException if it cannot be read
     */
    Map<String, String> properties() throws IOException;

    /** Releases what this process holds open. The data of the catalog stays. */
    @Override
    void close() throws IOException;
}

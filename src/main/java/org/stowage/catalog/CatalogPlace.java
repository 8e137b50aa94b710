package org.stowage.catalog;

import java.nio.file.Path;

/**
 * Where the catalog of a store is.
 *
 * @param engine that keeps it
 * @param journal the folder in which keys are noted
 */
public record CatalogPlace(CatalogEngine engine, Path journal) {}

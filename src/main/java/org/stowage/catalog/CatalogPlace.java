package org.stowage.catalog;

import java.nio.file.Path;

/**
 * Where the catalog of a store is.
 *
 * @param engine the engine that keeps the catalog
 * @param journal the folder in which the keys of changes are noted
 */
public record CatalogPlace(CatalogEngine engine, Path journal) {}

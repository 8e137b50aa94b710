package org.stowage.catalog.lucene;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.catalog.CatalogContract;
import org.stowage.catalog.CatalogEngine;

/** The catalog in a folder does what every catalog does. */
final class LuceneCatalogTest extends CatalogContract {

    @TempDir
    private Path parent;

    @Override
    protected CatalogEngine engine() {
        return otherEngine();
    }

    @Override
    protected CatalogEngine otherEngine() {
        return new LuceneEngine(parent.resolve("catalog"));
    }
}

package org.stowage.retention;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.catalog.StoreCatalog;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;

/**
 * The SHA-256 of files from the catalog.
 *
 * @param catalog of the store
 */
record CatalogHashes(StoreCatalog catalog) implements ContentHashes.LaterHashes {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    @Override
    public Map<FileKey, StoredFile> of(int shard) {
        Map<FileKey, StoredFile> known = new HashMap<>();
        try {
            return catalog.ask(asked -> {
                asked.forEach(shard, entry -> add(known, entry.file()));
                return known;
            });
        } catch (IOException e) {
            LOG.log(Level.FINE, "The catalog cannot be read, so each SHA-256 is computed again.", e);
            return Map.of();
        }
    }

    private static void add(Map<FileKey, StoredFile> known, StoredFile file) {
        if (!file.sha256().isEmpty()) {
            known.put(file.key(), file);
        }
    }
}

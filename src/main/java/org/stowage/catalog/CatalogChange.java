package org.stowage.catalog;

import org.stowage.storage.Fingerprint;

/** What has become of a key in the store. To apply it a second time changes nothing. */
public sealed interface CatalogChange {

    /** Returns the key that it is about. */
    Fingerprint key();

    /**
     * This file is stored now; it replaces what the catalog has under its key.
     *
     * @param entry to be kept
     */
    record Put(CatalogEntry entry) implements CatalogChange {

        @Override
        public Fingerprint key() {
            return Fingerprint.of(entry.file().key());
        }
    }

    /**
     * There is no file now.
     *
     * @param key of what was there
     */
    record Remove(Fingerprint key) implements CatalogChange {}
}

package org.stowage.catalog;

import org.stowage.storage.Fingerprint;

/** A change of one key in the store. Applying it a second time changes nothing. */
public sealed interface CatalogChange {

    /** Returns the fingerprint of the key. */
    Fingerprint key();

    /**
     * The file is stored now. The entry replaces the one with the same key, if there is one.
     *
     * @param entry the new entry
     */
    record Put(CatalogEntry entry) implements CatalogChange {

        @Override
        public Fingerprint key() {
            return Fingerprint.of(entry.file().key());
        }
    }

    /**
     * There is no file under the key now.
     *
     * @param key the fingerprint of the key
     */
    record Remove(Fingerprint key) implements CatalogChange {}
}

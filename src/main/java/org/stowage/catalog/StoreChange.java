package org.stowage.catalog;

import org.stowage.storage.StoredFile;

/** What this process has done to the store. */
public sealed interface StoreChange {

    /** Returns the file that was published or deleted. */
    StoredFile file();

    /**
     * A file was published.
     *
     * @param file that is there now
     */
    record FilePublished(StoredFile file) implements StoreChange {}

    /**
     * A file was deleted.
     *
     * @param file that was there
     */
    record FileDeleted(StoredFile file) implements StoreChange {}
}

package org.stowage.catalog;

import org.stowage.storage.StoredFile;

/** A change that this process has made to the store. */
public sealed interface StoreChange {

    /** Returns the file that was published or deleted. */
    StoredFile file();

    /**
     * A file was published.
     *
     * @param file the new file
     */
    record FilePublished(StoredFile file) implements StoreChange {}

    /**
     * A file was deleted.
     *
     * @param file the former file
     */
    record FileDeleted(StoredFile file) implements StoreChange {}
}

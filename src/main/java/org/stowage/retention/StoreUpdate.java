package org.stowage.retention;

import org.stowage.catalog.StoreCatalog;
import org.stowage.retention.usage.Reservation;
import org.stowage.retention.usage.UsageAccounting;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;

/** A publication or deletion that may be under way, from before it begins until it is closed. */
final class StoreUpdate implements AutoCloseable {

    private final UsageAccounting accounting;
    private final StoreCatalog catalog;
    private final Fingerprint key;
    private final StoreCatalog.Change noted;

    StoreUpdate(UsageAccounting accounting, StoreCatalog catalog, Fingerprint key) {
        this.accounting = accounting;
        this.catalog = catalog;
        this.key = key;
        this.noted = catalog.begin(key);
        accounting.enter(key);
    }

    /** Counts a file that is published, and gives back what was held for it. */
    void published(StoredFile file, Reservation reservation) {
        accounting.published(file, reservation, catalog::add);
    }

    /** Takes a file out of what is counted. */
    void deleted(StoredFile file) {
        accounting.deleted(file, catalog::add);
    }

    @Override
    public void close() {
        accounting.leave(key);
        noted.close();
    }
}

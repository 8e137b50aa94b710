package org.stowage.retention;

import org.stowage.catalog.StoreCatalog;
import org.stowage.retention.usage.Reservation;
import org.stowage.retention.usage.UsageAccounting;
import org.stowage.storage.Fingerprint;
import org.stowage.storage.StoredFile;

/** A publication or deletion. It is opened before the change begins, and closed when the change has ended or failed. */
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

    /** Counts a published file, and releases its reservation. */
    void published(StoredFile file, Reservation reservation) {
        accounting.published(file, reservation, catalog::add);
    }

    /** Subtracts a deleted file. */
    void deleted(StoredFile file) {
        accounting.deleted(file, catalog::add);
    }

    @Override
    public void close() {
        accounting.leave(key);
        noted.close();
    }
}

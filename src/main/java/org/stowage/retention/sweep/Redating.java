package org.stowage.retention.sweep;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import org.stowage.catalog.CatalogChange;
import org.stowage.catalog.CatalogEntry;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.usage.UsageAccounting.Watch;
import org.stowage.storage.Fingerprint;

/**
 * Updates the catalog after the rules have changed: when each file is due and whether it may be evicted. No file is
 * read.
 */
final class Redating {

    private static final Logger LOG = Logger.getLogger("org.stowage.retention");

    private final RetainingRepository repository;
    private final BooleanSupplier goesOn;
    private long changed;

    Redating(RetainingRepository repository, BooleanSupplier goesOn) {
        this.repository = repository;
        this.goesOn = goesOn;
    }

    /**
     * Updates all entries. If the rules change meanwhile, the next comparison of their ids finds that.
     *
     * @throws IOException if the catalog cannot be read or written, or the deployment ends
     */
    void run() throws IOException {
        String rules = repository.rulesId();
        for (int shard = 0; shard < repository.listing().shards(); shard++) {
            if (!goesOn.getAsBoolean()) {
                throw new InterruptedIOException("the deployment ends");
            }
            redate(shard);
        }
        repository.catalog().writtenBy(rules);
        if (changed == 0) {
            return;
        }
        LOG.info(() ->
                "The new rules change for " + changed + " files when they are due or whether they may be evicted.");
    }

    private void redate(int shard) throws IOException {
        try (Watch watch = repository.accounting().watch()) {
            repository.catalog().flush();
            repository.catalog().ask(catalog -> {
                catalog.forEach(shard, entry -> redate(entry, watch));
                return shard;
            });
            repository.catalog().flush();
        }
    }

    private void redate(CatalogEntry entry, Watch watch) {
        CatalogEntry now = repository.entryOf(entry.file());
        Fingerprint key = Fingerprint.of(entry.file().key());
        if (!now.equals(entry)) {
            Runnable correction = () -> repository.catalog().correct(new CatalogChange.Put(now), entry.shard());
            changed += watch.correct(key, null, null, correction) ? 1 : 0;
        }
    }
}

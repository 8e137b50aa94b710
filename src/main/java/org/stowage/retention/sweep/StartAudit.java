package org.stowage.retention.sweep;

import java.io.IOException;
import java.util.BitSet;
import org.stowage.retention.RetainingRepository;

/**
 * Shows the audit log, once after the start, the files that it may lack a line for. The files of a shard are shown when
 * it is walked through, all others from the catalog, if that is complete and not in doubt. Safe for any number of
 * threads.
 */
final class StartAudit {

    private final RetainingRepository repository;
    private final BitSet left = new BitSet();
    private boolean over;

    StartAudit(RetainingRepository repository) {
        this.repository = repository;
        left.set(0, repository.listing().shards());
    }

    /** Tells whether the files of a shard are still to be shown. */
    synchronized boolean wants(int shard) {
        return left.get(shard);
    }

    /** Notes that all files of a shard were shown. */
    synchronized void shown(int shard) {
        left.clear(shard);
        endIfShown();
    }

    /** Shows the files of the remaining shards, if the catalog is complete and not in doubt. */
    synchronized void showFromCatalog() throws IOException {
        boolean believed =
                repository.catalog().isComplete() && !repository.catalog().isDoubtful();
        while (believed && !left.isEmpty()) {
            int shard = left.nextSetBit(0);
            repository.catalog().ask(catalog -> {
                catalog.forEach(shard, entry -> repository.deletion().seen(entry.file()));
                return shard;
            });
            shown(shard);
        }
    }

    private void endIfShown() {
        if (left.isEmpty() && !over) {
            over = true;
            repository.deletion().allSeen();
        }
    }
}

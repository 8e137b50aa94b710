package org.stowage.management.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowage.storage.Capacity;
import org.stowage.storage.StoreMissingException;

/**
 * Whether the bucket that stores the files answers, and what it cannot promise.
 *
 * @param store in it
 */
record BucketCheck(Capacity store) implements Check {

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        aboutAnswer().ifPresent(findings::add);
        if (store.isBestEffort()) {
            findings.add(Finding.note(
                    "store-best-effort",
                    "The store keeps several uploads of one URL apart by best effort only: one may overwrite another.",
                    "a store that keeps If-None-Match, and stowage.s3.no-overwrite=required"));
        }
        return findings;
    }

    private Optional<Finding> aboutAnswer() {
        try {
            store.probe();
            return Optional.empty();
        } catch (StoreMissingException e) {
            return Optional.of(
                    Finding.warning("store-missing", "The store is missing: " + e.getMessage() + ".", e.remedy()));
        } catch (IOException e) {
            return Optional.of(Finding.warning(
                    "store-unavailable", "The store cannot be written: " + e.getMessage() + ".", "see there"));
        }
    }
}

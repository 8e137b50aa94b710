package org.stowage.management.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stowage.config.S3Settings;
import org.stowage.config.Settings;
import org.stowage.storage.Capacity;
import org.stowage.storage.StoreMissingException;

/**
 * Whether the bucket that stores the files answers, and what it cannot promise.
 *
 * @param store in it
 */
record BucketCheck(Supplier<Settings> settings, Capacity store) implements Check {

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        aboutAnswer().ifPresent(findings::add);
        settings.get()
                .bucket()
                .filter(bucket -> bucket.noOverwrite() == S3Settings.NoOverwrite.BEST_EFFORT)
                .ifPresent(bucket -> findings.add(Finding.note(
                        "store-best-effort",
                        "stowage.s3.no-overwrite=best-effort: if " + bucket
                                + " does not keep If-None-Match, one upload may overwrite another of the same URL.",
                        "a store that keeps it, and stowage.s3.no-overwrite=required")));
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

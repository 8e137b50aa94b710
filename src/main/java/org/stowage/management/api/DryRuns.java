package org.stowage.management.api;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogTimeoutException;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Expiry;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.storage.Ban;

/** Finds out by the catalog what rules would delete now. */
final class DryRuns {

    private static final int FIRST = 20;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final RetainingRepository repository;

    DryRuns(RetainingRepository repository) {
        this.repository = repository;
    }

    /**
     * Looks at all files.
     *
     * @param proposed the rules; empty for those in force
     * @throws CatalogTimeoutException if this takes longer than a minute
     * @throws IOException if the catalog cannot be asked
     */
    DryRun run(Optional<RetentionRules> proposed) throws IOException {
        Counting counting = new Counting(
                proposed.orElseGet(() -> repository.policy().rules()),
                repository.clock().due());
        long begun = System.nanoTime();
        for (int shard = 0; shard < repository.listing().shards(); shard++) {
            int next = shard;
            repository.catalog().ask(catalog -> {
                catalog.forEach(next, counting::add);
                return next;
            });
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new CatalogTimeoutException();
            }
        }
        return counting.result(proposed.isPresent());
    }

    /** What was counted so far. */
    private static final class Counting {

        private final RetentionRules rules;
        private final Instant now;
        private final Map<String, RuleItem> byRule = new TreeMap<>();
        private final List<String> first = new ArrayList<>();

        Counting(RetentionRules rules, Instant now) {
            this.rules = rules;
            this.now = now;
        }

        void add(CatalogEntry entry) {
            Optional<Expiry> expiry = rules.expiryOf(entry.file()).filter(end -> end.hasCome(now));
            if (expiry.isPresent()) {
                RuleItem one = new RuleItem(expiry.get().rule(), 1, entry.file().size());
                byRule.merge(
                        one.rule(),
                        one,
                        (sum, next) ->
                                new RuleItem(one.rule(), sum.files() + next.files(), sum.bytes() + next.bytes()));
                if (first.size() < FIRST) {
                    first.add(Ban.valueOf(entry.file().key()));
                }
            }
        }

        DryRun result(boolean proposed) {
            return new DryRun(
                    List.copyOf(byRule.values()),
                    byRule.values().stream().mapToLong(RuleItem::files).sum(),
                    byRule.values().stream().mapToLong(RuleItem::bytes).sum(),
                    first,
                    proposed);
        }
    }
}

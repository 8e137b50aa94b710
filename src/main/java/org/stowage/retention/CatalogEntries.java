package org.stowage.retention;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.stowage.catalog.CatalogEntry;
import org.stowage.retention.policy.Expiry;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.storage.Listing;
import org.stowage.storage.StoredFile;

/**
 * Makes catalog entries by the rules in force.
 *
 * @param policy returns the policy that has the rules
 * @param listing of the store, which knows the shard of each key
 */
record CatalogEntries(Supplier<RetentionPolicy> policy, Listing listing) implements Function<StoredFile, CatalogEntry> {

    @Override
    public CatalogEntry apply(StoredFile file) {
        RetentionRules rules = policy.get().rules();
        return new CatalogEntry(
                file,
                listing.shardOf(file.key()),
                rules.expiryOf(file).map(Expiry::moment).orElse(null),
                !rules.protect(file));
    }

    /** Returns an id of the rules in force. The same rules have the same id in every process. */
    String rules() {
        byte[] text = policy.get().rules().toString().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(text).toString();
    }
}

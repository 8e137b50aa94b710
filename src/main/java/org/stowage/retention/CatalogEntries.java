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
 * Makes entries of the catalog, by the rules that hold.
 *
 * @param policy that has them
 * @param listing of the store
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

    /** Returns an id of the rules that hold, the same in every process. */
    String rules() {
        byte[] text = policy.get().rules().toString().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(text).toString();
    }
}

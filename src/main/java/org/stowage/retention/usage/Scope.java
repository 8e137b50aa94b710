package org.stowage.retention.usage;

import org.jspecify.annotations.Nullable;
import org.stowage.retention.policy.Limit;
import org.stowage.storage.Slot;

/**
 * Whose files a limit is about.
 *
 * @param tenant theirs only, or null for all
 * @param owner of the tenant's, or null for all
 */
public record Scope(@Nullable String tenant, @Nullable String owner) {

    static Scope of(Limit limit, Slot slot) {
        String tenant = slot.key().tenant();
        return switch (limit) {
            case OWNER, OWNER_DAILY -> new Scope(tenant, slot.owner());
            case TENANT -> new Scope(tenant, null);
            case TOTAL, FREE_SPACE -> new Scope(null, null);
        };
    }

    /** Tells whether files of that slot are meant. */
    public boolean has(Slot slot) {
        return (tenant == null || tenant.equals(slot.key().tenant())) && (owner == null || owner.equals(slot.owner()));
    }
}

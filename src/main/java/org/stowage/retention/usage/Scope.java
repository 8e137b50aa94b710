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

    /** All files. */
    public static final Scope ALL = new Scope(null, null);

    static Scope of(Limit limit, Slot slot) {
        String tenant = slot.key().tenant();
        return switch (limit) {
            case OWNER, OWNER_DAILY -> new Scope(tenant, slot.owner());
            case TENANT -> new Scope(tenant, null);
            case TOTAL, FREE_SPACE -> ALL;
        };
    }

    /** Returns the limit that is about all files of a scope like this. */
    Limit limit() {
        if (tenant == null) {
            return Limit.TOTAL;
        }
        return owner == null ? Limit.TENANT : Limit.OWNER;
    }

    /** Tells whether files of that slot are meant. */
    public boolean has(Slot slot) {
        return (tenant == null || tenant.equals(slot.key().tenant())) && (owner == null || owner.equals(slot.owner()));
    }
}

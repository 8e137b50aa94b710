package org.stowage.retention.usage;

import org.jspecify.annotations.Nullable;
import org.stowage.retention.policy.Limit;
import org.stowage.storage.Slot;

/**
 * The files that a limit counts.
 *
 * @param tenant only files of this tenant; null for all
 * @param owner only files of this owner of the tenant; null for all
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

    /** Returns the limit for the bytes of all files of this scope. */
    Limit limit() {
        if (tenant == null) {
            return Limit.TOTAL;
        }
        return owner == null ? Limit.TENANT : Limit.OWNER;
    }

    /** Tells whether the file of a slot belongs to this scope. */
    public boolean has(Slot slot) {
        return (tenant == null || tenant.equals(slot.key().tenant())) && (owner == null || owner.equals(slot.owner()));
    }
}
